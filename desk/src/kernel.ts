/* What the desk asks of the kernel. All that knows an exercise stays there: it answers with a panel and with data. */
import { ISessionContext } from '@jupyterlab/apputils';
import { SimplifiedOutputArea } from '@jupyterlab/outputarea';
import { Kernel, KernelMessage } from '@jupyterlab/services';

const DATA = 'application/vnd.passerelle+json';
const HOOK = "__import__('autograder.desk.front', fromlist=['front'])";

/** What the kernel says of one task, beside the panel that it shows. */
export interface ITaskState {
  passed: boolean;
  /** Whether `Solution` has something to show. */
  solution: boolean;
  /** What stood in the answer cell before anybody wrote; null where nobody knows. */
  start: string | null;
}

export interface IKernelState {
  /** The cells that ran in this kernel, by id. */
  ran: string[];
  tasks: Record<string, ITaskState>;
  /** Whether every task that checks can judge was passed. */
  done: boolean;
}

/** Run a call of the hook that is no cell: no number, nothing in the history. Its panel goes to `area`. */
export async function callKernel(
  context: ISessionContext,
  call: string,
  area: SimplifiedOutputArea | null
): Promise<IKernelState | null> {
  const kernel = findKernel(context);
  const future = kernel.requestExecute({
    code: `${HOOK}.${call}`,
    store_history: false,
    silent: false,
    allow_stdin: area !== null,
    stop_on_error: false
  });
  let state: IKernelState | null = null;
  if (area) {
    area.future = future;
  }
  const shown = future.onIOPub;
  future.onIOPub = message => {
    const data = (message.content as { data?: Record<string, unknown> }).data;
    if (data && DATA in data) {
      state = data[DATA] as IKernelState;
      return;
    }
    // An answer of the hook itself is never a result to show.
    return message.header.msg_type === 'execute_result' ? undefined : shown?.(message);
  };
  await watch(kernel, future.done);
  return state;
}

/** Wait for an answer, but not for a kernel that will never give one. */
function watch(
  kernel: Kernel.IKernelConnection,
  done: Promise<KernelMessage.IExecuteReplyMsg>
): Promise<KernelMessage.IExecuteReplyMsg> {
  return new Promise((resolve, reject) => {
    const follow = () => {
      if (['dead', 'restarting', 'autorestarting', 'terminating'].includes(kernel.status)) {
        finish(() => reject(new Error(kernel.status)));
      }
    };
    const finish = (act: () => void) => {
      kernel.statusChanged.disconnect(follow);
      act();
    };
    kernel.statusChanged.connect(follow);
    done.then(
      reply => finish(() => resolve(reply)),
      reason => finish(() => reject(reason))
    );
  });
}

function findKernel(context: ISessionContext): Kernel.IKernelConnection {
  const kernel = context.session?.kernel;
  if (!kernel) {
    throw new Error('no kernel');
  }
  return kernel;
}

/** Write a text as Python would read it. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
