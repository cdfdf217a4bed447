import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator } from '@jupyterlab/translation';
import { AnswerBar } from './answers';
import { Desk, readAbout } from './notebook';
import { installStyle } from './style';
import { loadWords } from './words';

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
    const desks = new WeakMap<NotebookPanel, Desk>();
    tracker.widgetAdded.connect((_, panel) => {
      void panel.revealed.then(async () => {
        await panel.context.ready;
        const about = readAbout(panel);
        if (!about || panel.isDisposed) {
          return;
        }
        const words = await loadWords(about.lang ?? 'fr');
        desks.set(panel, new Desk(panel, words, () => undefined));
      });
    });
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

export default [notebooks];
