/* One notebook of Passerelle in JupyterLab: which of its cells have a bar, what ran, what comes first. */
import { Cell, CodeCell } from '@jupyterlab/cells';
import { Notebook, NotebookActions, NotebookPanel } from '@jupyterlab/notebook';
import { PanelLayout, Widget } from '@lumino/widgets';
import { AnswerBar, ICalls } from './answers';
import { dressBets, isOpenBet } from './bets';
import { callKernel, IKernelState, ITaskState, quote } from './kernel';
import { dressPlumbing } from './plumbing';
import { Words } from './words';

interface INbgrader {
  grade?: boolean;
  locked?: boolean;
  solution?: boolean;
  grade_id?: string;
}

/** What our notebooks say of themselves. */
export interface IAbout {
  exercise?: string;
  lesson?: string;
  lang?: string;
  guesses?: Record<string, unknown>;
}

/** What a notebook says of itself; null where it is none of ours. */
export function readAbout(panel: NotebookPanel): IAbout | null {
  const own = panel.context.model.getMetadata('passerelle') as IAbout | undefined;
  return own && (own.exercise || own.lesson) ? own : null;
}

export class Desk {
  constructor(
    readonly panel: NotebookPanel,
    readonly about: IAbout,
    readonly words: Words,
    readonly onDone: (desk: Desk) => void
  ) {
    panel.addClass('pas-Notebook');
    const { content, sessionContext } = panel;
    NotebookActions.executed.connect(this.note, this);
    sessionContext.kernelChanged.connect(this.forget, this);
    sessionContext.statusChanged.connect((_, status) => {
      if (['restarting', 'autorestarting', 'dead'].includes(status)) {
        this.forget();
      }
    });
    panel.disposed.connect(() => NotebookActions.executed.disconnect(this.note, this));
    content.activeCellChanged.connect(this.skipHidden, this);
    content.model?.cells.changed.connect(() => requestAnimationFrame(() => this.dress()));
    this.dress();
    void this.learn();
  }

  /** Give each cell what belongs to it, once. */
  dress(): void {
    if (this.panel.isDisposed) {
      return;
    }
    for (const cell of this.cells) {
      const task = findTask(cell);
      if (task && !this.bars.has(cell)) {
        const bar = new AnswerBar(this, cell as CodeCell, task, this.callsOf(task));
        this.bars.set(cell, bar);
        attach(cell, bar);
      } else if (isCheck(cell) && !cell.isHidden) {
        cell.setHidden(true);
      }
    }
    dressBets(this);
    dressPlumbing(this);
  }

  /** The bar that was used last. */
  lastBar: AnswerBar | null = null;

  /** The bar of a cell, where it has one. */
  barOf(cell: Cell | null): AnswerBar | undefined {
    return cell ? this.bars.get(cell) : undefined;
  }

  get cells(): readonly Cell[] {
    return this.panel.content.widgets;
  }

  /** What stands in a cell to fill where nobody knows better. */
  get emptyCell(): string {
    return `# ${this.words.tr('VOTRE CODE ICI')}\nraise NotImplementedError()`;
  }

  /** The calls of the hook for a task of an exercise, or for a try of a lesson. */
  private callsOf(task: string): ICalls {
    const name = quote(task);
    return this.about.lesson
      ? { check: `check_try(${name}, ${this.lesson})`, hint: `hint_try(${name}, ${this.lesson})`, solution: '' }
      : { check: `check(${name})`, hint: `hint(${name})`, solution: `solution(${name})` };
  }

  /** The lesson and its language, as the hook takes them. */
  private get lesson(): string {
    return `${quote(this.about.lesson ?? '')}, ${quote(this.about.lang ?? 'fr')}`;
  }

  /** What the kernel said of a task. */
  findTask(task: string): ITaskState | undefined {
    return this.tasks[task];
  }

  /** Wait until there is a kernel that can be asked; start one where there is none. */
  async ready(): Promise<void> {
    const { sessionContext } = this.panel;
    await sessionContext.ready;
    if (!sessionContext.session?.kernel) {
      await sessionContext.startKernel();
    }
  }

  /** Run a cell where it stands: nothing moves, and who was writing still is. */
  async run(cell: Cell): Promise<boolean> {
    const { content, sessionContext } = this.panel;
    const { mode } = content;
    const running = NotebookActions.runCells(content, [cell], sessionContext);
    if (content.mode !== mode) {
      content.mode = mode;
    }
    return running;
  }

  /**
   * In a kernel that has just started, run first what stands above: what the exercise lends, and what the learner had
   * done before. A check the next day then finds everything in place.
   */
  async runBefore(cell: Cell, say: (sentence: string) => void): Promise<void> {
    const above = this.cells.slice(0, this.cells.indexOf(cell));
    const missing = above.filter(one => one.model.type === 'code' && !this.ran.has(one.model.id) && this.counts(one));
    if (missing.length) {
      say(this.words.tr('D’abord, les cellules du dessus, que Python n’a pas encore vues…'));
    }
    for (const one of missing) {
      await this.run(one);
      this.ran.add(one.model.id);
    }
  }

  /** Take what the kernel said. */
  take(state: IKernelState): void {
    state.ran.forEach(cell => this.ran.add(cell));
    Object.assign(this.tasks, state.tasks);
    for (const bar of this.bars.values()) {
      bar.showState(this.tasks[bar.task]);
    }
    if (state.done && !this.done) {
      this.onDone(this);
    }
    this.done = state.done;
  }

  /** Put the keyboard on a cell, in command mode. */
  focusCell(cell: Cell): void {
    const { content } = this.panel;
    content.activeCellIndex = this.cells.indexOf(cell);
    content.mode = 'command';
    content.activate();
  }

  /** Put the keyboard into a cell, to write. */
  edit(cell: Cell): void {
    const { content } = this.panel;
    content.activeCellIndex = this.cells.indexOf(cell);
    content.activate();
    content.mode = 'edit';
  }

  /** Whether a cell above an answer has to have run before it. */
  private counts(cell: Cell): boolean {
    const about = readNbgrader(cell);
    const task = findTask(cell);
    if (readOwn(cell).setup || (about.locked && !about.grade)) {
      return cell.model.sharedModel.getSource().trim() !== 'check_all()';
    }
    if (isOpenBet(this, cell)) {
      return false;
    }
    if (task) {
      return ![this.tasks[task]?.start?.trim(), this.emptyCell, ''].includes(cell.model.sharedModel.getSource().trim());
    }
    // A cell without a task: only what the learner had run before, and never one that shows an error on purpose.
    const tags = (cell.model.getMetadata('tags') as string[] | undefined) ?? [];
    return (cell as CodeCell).model.executionCount !== null && !tags.includes('raises-exception');
  }

  /** Ask the kernel, once there is one, what it knows: tasks that were passed, solutions that may be shown. */
  private async learn(): Promise<void> {
    const { sessionContext } = this.panel;
    await sessionContext.ready;
    if (!this.bars.size || this.panel.isDisposed || !sessionContext.session?.kernel) {
      return;
    }
    const call = this.about.lesson ? `describe_lesson(${this.lesson})` : 'describe()';
    const state = await callKernel(sessionContext, call, null).catch(() => null);
    if (state) {
      this.done = state.done;
      this.take(state);
    }
  }

  private note(_: unknown, about: { notebook: Notebook; cell: Cell }): void {
    if (about.notebook === this.panel.content) {
      this.ran.add(about.cell.model.id);
    }
  }

  private forget(): void {
    this.ran.clear();
  }

  /** Shift + Enter and the arrows go to the next cell in order, were it hidden: go on to one that is there. */
  private skipHidden(content: Notebook, cell: Cell | null): void {
    const here = content.activeCellIndex;
    const step = here >= this.last ? 1 : -1;
    if (cell?.isHidden) {
      let at = here;
      while (at >= 0 && at < this.cells.length && this.cells[at].isHidden) {
        at += step;
      }
      if (at >= 0 && at < this.cells.length) {
        content.deselectAll();
        content.activeCellIndex = at;
      }
    }
    this.last = content.activeCellIndex;
  }

  private bars = new Map<Cell, AnswerBar>();
  private tasks: Record<string, ITaskState> = {};
  private ran = new Set<string>();
  private done = false;
  private last = 0;
}

/** Put a part of ours at the end of a cell, once the cell has made its own. */
export function attach(cell: Cell, part: Widget, first = false): void {
  void cell.ready.then(() => {
    const layout = cell.layout as PanelLayout | null;
    if (cell.isDisposed || !layout) {
      return;
    }
    if (first) {
      layout.insertWidget(0, part);
    } else {
      layout.addWidget(part);
    }
  });
}

function readNbgrader(cell: Cell): INbgrader {
  return (cell.model.getMetadata('nbgrader') as INbgrader | undefined) ?? {};
}

/** What the build says of a cell. */
export function readOwn(cell: Cell): { bet?: unknown; try?: { id?: string }; check?: string; setup?: string } {
  return cell.model.getMetadata('passerelle') ?? {};
}

/** The task, or the try, that a cell answers; empty where it answers none. */
function findTask(cell: Cell): string {
  const about = readNbgrader(cell);
  const task = about.solution ? about.grade_id : readOwn(cell).try?.id;
  return cell.model.type === 'code' && task ? task : '';
}

/** Whether a cell is the locked one that checks an answer: its bar does that. */
function isCheck(cell: Cell): boolean {
  const about = readNbgrader(cell);
  const locked = !!about.grade && !!about.locked && !about.solution;
  return cell.model.type === 'code' && (locked || !!readOwn(cell).check);
}
