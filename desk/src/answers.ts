/* The bar below an answer cell: run what is on the screen and have it judged, a hint, stop, start again, a solution. */
import { Dialog, showDialog } from '@jupyterlab/apputils';
import { CodeCell } from '@jupyterlab/cells';
import { OutputAreaModel, SimplifiedOutputArea } from '@jupyterlab/outputarea';
import { Panel, Widget } from '@lumino/widgets';
import { callKernel, IKernelState, ITaskState } from './kernel';
import { Desk } from './notebook';
import { add, addButton, keepFocus, keepKeys, makeToolbar, rove } from './page';

/** After this long, say that the cell is still running, in milliseconds. */
const LONG = 4000;

/** What a bar asks of the kernel. */
export interface ICalls {
  check: string;
  hint: string;
  solution: string;
}

export class AnswerBar extends Panel {
  constructor(
    readonly desk: Desk,
    readonly cell: CodeCell,
    readonly task: string,
    readonly calls: ICalls
  ) {
    super();
    const { words } = desk;
    this.addClass('pas-Bar');
    this.node.lang = words.tag;
    const row = new Widget();
    row.addClass('pas-Row');
    this.row = row.node;
    this.checkButton = addButton(this.row, words.tr('Vérifier'), () => this.verify(), true);
    this.checkButton.title = words.tr('Exécuter la cellule, puis la vérifier (Ctrl + Maj + Entrée)');
    this.stopButton = addButton(this.row, words.tr('Arrêter'), () => this.stop());
    this.stopButton.hidden = true;
    addButton(this.row, words.tr('Indice'), () => this.hint());
    addButton(this.row, words.tr('Recommencer'), () => this.reset());
    this.solutionButton = addButton(this.row, words.tr('Solution'), () => this.showSolution());
    this.solutionButton.hidden = true;
    makeToolbar(this.row, words.tr('Actions pour cette réponse'));
    this.said = add(this.row, 'span', '', 'pas-Said');
    this.live = add(this.row, 'span', '', 'pas-Hidden');
    this.live.setAttribute('role', 'status');
    keepFocus(this.node);
    keepKeys(this.row, () => desk.focusCell(this.cell));
    this.area = new SimplifiedOutputArea({
      model: new OutputAreaModel({ trusted: true }),
      rendermime: desk.panel.content.rendermime
    });
    this.area.addClass('pas-Panel');
    this.addWidget(row);
    this.addWidget(this.area);
    cell.model.stateChanged.connect((_, change) => {
      if (change.name === 'executionState') {
        this.showRunning();
      }
    });
  }

  /** Run the cell as it is on the screen, then have it judged. */
  async verify(): Promise<void> {
    if (this.busy) {
      return;
    }
    const { words } = this.desk;
    this.begin(words.tr('Vérification en cours…'));
    try {
      await this.desk.ready();
      this.area.model.clear();
      await this.desk.runBefore(this.cell, sentence => this.say(sentence));
      await this.desk.run(this.cell);
      if (this.stopped) {
        this.say(words.tr('Arrêté à votre demande. Changez votre cellule, puis vérifiez de nouveau.'));
        return;
      }
      await this.ask(this.calls.check);
    } catch (reason) {
      this.explain();
    } finally {
      this.end();
    }
  }

  /** Show the next hint. */
  async hint(): Promise<void> {
    await this.present(this.calls.hint);
  }

  /** Show the reference answer, where it was released. */
  async showSolution(): Promise<void> {
    await this.present(this.calls.solution);
  }

  /** Put back what stood in the cell before anybody wrote, once the learner has said so. */
  async reset(): Promise<void> {
    const { words } = this.desk;
    const start = this.desk.findTask(this.task)?.start ?? this.desk.emptyCell;
    const answer = await showDialog({
      title: words.tr('Recommencer cette réponse ?'),
      body: words.tr('La cellule redevient comme au début. Ctrl + Z, dans la cellule, fait revenir votre réponse.'),
      buttons: [
        Dialog.cancelButton({ label: words.tr('Garder ma réponse') }),
        Dialog.warnButton({ label: words.tr('Recommencer') })
      ],
      focusNodeSelector: '.jp-Dialog-button.jp-mod-reject'
    });
    if (!answer.button.accept) {
      return;
    }
    this.cell.model.sharedModel.setSource(start);
    this.cell.model.clearExecution();
    this.area.model.clear();
    this.say('');
    this.desk.edit(this.cell);
  }

  /** Interrupt the kernel. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.desk.panel.sessionContext.session?.kernel?.interrupt();
  }

  /** Show what the kernel knows of this task. */
  showState(state: ITaskState | undefined): void {
    this.solutionButton.hidden = !state?.solution;
    rove(this.row, document.activeElement as HTMLElement);
  }

  private async present(call: string): Promise<void> {
    if (this.busy) {
      return;
    }
    this.begin('');
    try {
      await this.desk.ready();
      this.area.model.clear();
      await this.ask(call);
    } catch (reason) {
      this.explain();
    } finally {
      this.end();
    }
  }

  private async ask(call: string): Promise<void> {
    const state: IKernelState | null = await callKernel(this.desk.panel.sessionContext, call, this.area);
    this.say('');
    if (state) {
      this.desk.take(state);
    }
    this.live.textContent = this.readPanel();
    this.area.node.scrollIntoView({ block: 'nearest' });
  }

  /** The kernel did not answer: say so, and what to do. */
  private explain(): void {
    const { words } = this.desk;
    this.say(
      this.stopped
        ? words.tr('Arrêté à votre demande. Changez votre cellule, puis vérifiez de nouveau.')
        : words.tr('Python ne répond pas, ou a redémarré. Votre réponse est là : vérifiez de nouveau.')
    );
  }

  private begin(sentence: string): void {
    this.busy = true;
    this.stopped = false;
    this.desk.lastBar = this;
    this.checkButton.setAttribute('aria-disabled', 'true');
    this.say(sentence);
    this.timer = window.setTimeout(() => {
      this.say(this.desk.words.tr('Votre cellule tourne encore. « Arrêter » l’interrompt.'));
    }, LONG);
    this.showRunning();
  }

  private end(): void {
    this.busy = false;
    window.clearTimeout(this.timer);
    this.checkButton.removeAttribute('aria-disabled');
    this.showRunning();
  }

  private showRunning(): void {
    const running = this.busy || this.cell.model.executionState === 'running';
    if (!running && document.activeElement === this.stopButton) {
      this.checkButton.focus();
    }
    this.stopButton.hidden = !running;
    rove(this.row, document.activeElement as HTMLElement);
  }

  /** Say a sentence beside the buttons, and to a screen reader. */
  private say(sentence: string): void {
    this.said.textContent = sentence;
    this.live.textContent = sentence;
  }

  /** The head of the panel and its first message, for a screen reader. */
  private readPanel(): string {
    const { model } = this.area;
    for (let at = 0; at < model.length; at++) {
      const text = model.get(at).data['text/plain'];
      if (text) {
        const lines = (Array.isArray(text) ? text.join('') : String(text)).split('\n');
        return lines.filter(line => line.trim()).slice(0, 4).join(' ');
      }
    }
    return '';
  }

  private area: SimplifiedOutputArea;
  private row: HTMLElement;
  private said: HTMLElement;
  private live: HTMLElement;
  private checkButton: HTMLButtonElement;
  private stopButton: HTMLButtonElement;
  private solutionButton: HTMLButtonElement;
  private busy = false;
  private stopped = false;
  private timer = 0;
}
