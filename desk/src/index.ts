/* The plugins of the desk: notebooks with their buttons, and the start page. */
import { ILayoutRestorer, ILabShell, JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator } from '@jupyterlab/translation';
import { AnswerBar } from './answers';
import { showEnd } from './finish';
import { Desk, readAbout } from './notebook';
import { Server } from './server';
import { StartPage } from './start';
import { installStyle } from './style';
import { loadWords } from './words';

const HOME = 'passerelle:home';

/** Whether somebody has just come: a page that is loaded again, or that names a file, stays where it was. */
function hasJustCome(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.type !== 'reload' && !PageConfig.getOption('treePath');
}

const notebooks: JupyterFrontEndPlugin<void> = {
  id: 'passerelle-desk:notebooks',
  description: 'What a learner sees below the cells of a notebook of Passerelle.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ) => {
    installStyle();
    const server = new Server(app);
    const desks = new WeakMap<NotebookPanel, Desk>();
    const end = (desk: Desk) =>
      void showEnd(app, server, desk, async () => (await app.commands.execute(HOME)) as StartPage);
    const dress = async (panel: NotebookPanel) => {
      await panel.context.ready;
      const about = readAbout(panel);
      if (about && !panel.isDisposed) {
        desks.set(panel, new Desk(panel, about, await loadWords(about.lang ?? 'fr'), end));
      }
    };
    tracker.widgetAdded.connect((_, panel) => void panel.revealed.then(() => dress(panel)));
    const here = (): AnswerBar | undefined => {
      const panel = tracker.currentWidget;
      return panel ? desks.get(panel)?.barOf(tracker.activeCell) : undefined;
    };
    void loadWords(translator?.languageCode ?? 'fr').then(words => {
      const offer = (command: string, label: string, execute: () => unknown) => {
        app.commands.addCommand(command, { label, isEnabled: () => !!here(), execute });
        palette?.addItem({ command, category: 'Passerelle' });
      };
      offer('passerelle:check', words.tr('Vérifier la réponse'), () => here()?.verify());
      offer('passerelle:hint', words.tr('Demander un indice'), () => here()?.hint());
      offer('passerelle:restart-answer', words.tr('Recommencer la réponse'), () => here()?.reset());
      app.commands.addKeyBinding({
        command: 'passerelle:check',
        keys: ['Accel Shift Enter'],
        selector: '.pas-Notebook .jp-Notebook'
      });
    });
  }
};

const start: JupyterFrontEndPlugin<void> = {
  id: 'passerelle-desk:start-page',
  description: 'The page that a learner starts from.',
  autoStart: true,
  optional: [ILabShell, ILayoutRestorer, ITranslator, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    shell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    translator: ITranslator | null,
    palette: ICommandPalette | null
  ) => {
    installStyle();
    const server = new Server(app);
    const tracker = new WidgetTracker<MainAreaWidget<StartPage>>({ namespace: 'passerelle-start-page' });
    const ready = loadWords(translator?.languageCode ?? 'fr');
    let widget: MainAreaWidget<StartPage> | null = null;
    const open = async (): Promise<StartPage> => {
      const words = await ready;
      if (!widget || widget.isDisposed) {
        widget = new MainAreaWidget({ content: new StartPage(app, server) });
        widget.id = 'passerelle-start-page';
        widget.title.label = words.tr('Accueil');
        widget.title.closable = true;
        void tracker.add(widget);
      }
      if (!widget.isAttached) {
        app.shell.add(widget, 'main', { mode: 'tab-before' });
      }
      app.shell.activateById(widget.id);
      void widget.content.refresh();
      return widget.content;
    };
    app.commands.addCommand(HOME, { label: () => 'Passerelle', execute: open });
    palette?.addItem({ command: HOME, category: 'Passerelle' });
    if (restorer) {
      void restorer.restore(tracker, { command: HOME, name: () => 'start-page' });
    }
    // What is shown may have changed while one was in a notebook.
    shell?.currentChanged.connect((_, change) => {
      if (widget && change.newValue === widget) {
        void widget.content.refresh();
      }
    });
    void app.restored.then(async () => {
      if (hasJustCome() && (await server.readState())) {
        await open();
        // JupyterLab offers its own where nothing is open.
        for (const other of [...app.shell.widgets('main')]) {
          if (other.id.startsWith('launcher')) {
            other.dispose();
          }
        }
      }
    });
  }
};

export default [notebooks, start];
