/* The state of the start page, from the server where there is one of ours, else from a file of the workspace. */
import { JupyterFrontEnd } from '@jupyterlab/application';
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

export interface IStep {
  title: string;
  minutes: number;
  done: boolean;
}

export interface IModule {
  id: string;
  number: string;
  track: number;
  track_name: string;
  title: string;
  summary: string;
  lesson: string;
  exercise: string;
  lesson_minutes: number;
  exercise_minutes: number;
  steps: IStep[];
  passed: number;
  tasks: number;
  by_hand: number;
  started: boolean;
  done: boolean;
  lesson_done: boolean;
  class_name: string;
  due: string;
  outcomes: string[];
  due_again: boolean;
  handed: { file: string; at: string } | null;
  feedback: string[];
}

export interface IState {
  lang: string;
  folder: string;
  learner: string;
  following: string;
  modules: IModule[];
}

export interface IPreview {
  learner: string;
  files: string[];
  answered: string[];
  blank: string[];
}

/** What the server refused, in its own words. */
export class Refused extends Error {}

/** The workspace's file that holds the state where no server of ours runs: the edition in a browser writes it. */
const FILE = 'passerelle.json';

/** Asks the server's half of the desk. */
export class Server {
  constructor(private app: JupyterFrontEnd) {}

  /** Whether a server of ours answered: it alone can pack, keep and carry. */
  whole = false;

  /** The state; null in a folder that is no workspace. */
  async readState(): Promise<IState | null> {
    try {
      const response = await this.send('state');
      if ((response.headers.get('content-type') ?? '').includes('json')) {
        this.whole = true;
        return await response.json();
      }
    } catch (reason) {
      /* No server of ours, or no workspace. */
    }
    try {
      const { contents } = this.app.serviceManager;
      const file = await contents.get(FILE, { content: true, format: 'text', type: 'file' });
      return JSON.parse(file.content);
    } catch (reason) {
      return null;
    }
  }

  async preview(module: string): Promise<IPreview> {
    return (await this.send(`preview/${module}`)).json();
  }

  /** Send something and return the answer; throws what the server refused. */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const settings = this.app.serviceManager.serverSettings;
    const address = URLExt.join(settings.baseUrl, 'passerelle/desk', path);
    const response = await ServerConnection.makeRequest(address, { cache: 'no-store', ...init }, settings);
    if (!response.ok) {
      const said = await response.json().catch(() => ({}));
      throw new Refused(said.message ?? response.statusText);
    }
    return response;
  }
}

/** Hand a file to the browser, which keeps it where it keeps downloads; return its name. */
export async function download(response: Response, fallback: string): Promise<string> {
  const told = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '');
  const name = told ? decodeURIComponent(told[1]) : fallback;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return name;
}

/** Ask for a file of this computer; null where none was chosen. */
export function chooseFile(accept: string): Promise<File | null> {
  return new Promise(resolve => {
    const field = document.createElement('input');
    field.type = 'file';
    field.accept = accept;
    field.addEventListener('change', () => resolve(field.files?.[0] ?? null));
    field.addEventListener('cancel', () => resolve(null));
    field.click();
  });
}
