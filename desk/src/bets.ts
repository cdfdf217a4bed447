/* A bet: a guess before a cell runs. What explains comes after the guess, or after « je ne sais pas ». */
import { Cell, CodeCell } from '@jupyterlab/cells';
import { Widget } from '@lumino/widgets';
import { attach, Desk, readOwn } from './notebook';
import { add, addButton, keepFocus, keepKeys } from './page';

/** What the build says of a bet, in the metadata of the cell that one bets on. */
interface IBet {
  id: string;
  /** The cells that explain. */
  covers: string[];
  /** What one may bet on; free where there are none. */
  options?: string[];
  /** The cells that list the options, for whoever has no desk. */
  replaces?: string[];
}

/** A guess, kept in the notebook; null is « je ne sais pas ». */
type Guesses = Record<string, string | null>;

const boxes = new WeakMap<Cell, BetBox>();

/** Give each bet its box, and fold what explains it until there is a guess. */
export function dressBets(desk: Desk): void {
  for (const cell of desk.cells) {
    const bet = readOwn(cell).bet as IBet | undefined;
    if (bet && cell.model.type === 'code' && !boxes.has(cell)) {
      const box = new BetBox(desk, cell as CodeCell, bet);
      boxes.set(cell, box);
      attach(cell, box);
    }
    boxes.get(cell)?.fold();
  }
}

/** Whether somebody may still bet on a cell: it is then never run on their behalf. */
export function isOpenBet(desk: Desk, cell: Cell): boolean {
  const bet = readOwn(cell).bet as IBet | undefined;
  return bet !== undefined && !(bet.id in readGuesses(desk));
}

class BetBox extends Widget {
  constructor(
    readonly desk: Desk,
    readonly cell: CodeCell,
    readonly bet: IBet
  ) {
    super();
    this.addClass('pas-Bet');
    this.node.lang = desk.words.tag;
    keepFocus(this.node);
    keepKeys(this.node, () => desk.focusCell(cell));
    this.render();
  }

  /** Show or hide what explains, and hide the list that the choices replace. */
  fold(): void {
    const told = this.bet.id in readGuesses(this.desk);
    for (const cell of this.desk.cells) {
      const { id } = cell.model;
      if (this.bet.replaces?.includes(id)) {
        cell.setHidden(true);
      } else if (this.bet.covers.includes(id)) {
        cell.setHidden(!told);
        if (told) {
          openDetails(cell);
        }
      }
    }
  }

  private render(): void {
    const { words } = this.desk;
    this.node.textContent = '';
    const guesses = readGuesses(this.desk);
    if (this.bet.id in guesses) {
      const guess = guesses[this.bet.id];
      const said = guess === null ? words.tr('Vous avez dit : je ne sais pas.') : words.tr('Votre pari : {guess}', { guess });
      this.told = add(this.node, 'p', said);
      this.told.tabIndex = -1;
      this.told.setAttribute('role', 'status');
      return;
    }
    const form = add(this.node, 'form');
    if (this.bet.options?.length) {
      this.addChoices(form, this.bet.options);
    } else {
      const label = add(form, 'label', words.tr('Votre pari, avant d’exécuter la cellule'));
      const field = add(label, 'input');
      field.type = 'text';
      field.name = 'guess';
      field.required = true;
      field.autocomplete = 'off';
      field.spellcheck = false;
    }
    const send = addButton(form, words.tr('Parier'), () => undefined, true);
    send.type = 'submit';
    addButton(form, words.tr('Je ne sais pas'), () => this.take(null));
    form.addEventListener('submit', event => {
      event.preventDefault();
      void this.take(String(new FormData(form).get('guess') ?? '').trim());
    });
  }

  private addChoices(form: HTMLFormElement, options: string[]): void {
    const set = add(form, 'fieldset');
    add(set, 'legend', this.desk.words.tr('Votre pari, avant d’exécuter la cellule'));
    for (const option of options) {
      const label = add(set, 'label');
      const choice = add(label, 'input');
      choice.type = 'radio';
      choice.name = 'guess';
      choice.value = option;
      choice.required = true;
      add(label, 'span', plain(option));
    }
  }

  /** Keep the guess in the notebook, run the cell, say what came of it, and show what explains. */
  private async take(guess: string | null): Promise<void> {
    const { desk } = this;
    const about = (desk.panel.context.model.getMetadata('passerelle') ?? {}) as Record<string, unknown>;
    desk.panel.context.model.setMetadata('passerelle', { ...about, guesses: { ...readGuesses(desk), [this.bet.id]: guess } });
    this.render();
    this.told?.focus();
    await desk.ready();
    await desk.runBefore(this.cell, () => undefined);
    await desk.run(this.cell);
    this.fold();
    if (this.told && guess !== null) {
      this.told.textContent = `${this.told.textContent} — ${this.judge(guess)}`;
    }
  }

  /** Right or wrong, where what the cell shows can tell; else what to compare. Nobody is blamed for a guess. */
  private judge(guess: string): string {
    const { words } = this.desk;
    const shown = squeeze(readOutput(this.cell));
    if (shown && squeeze(plain(guess)) === shown) {
      return words.tr('c’est bien ce qui s’affiche.');
    }
    if (shown && this.bet.options?.some(option => squeeze(plain(option)) === shown)) {
      return words.tr('ce n’est pas ce qui s’affiche. Se tromper de pari aide à retenir : regardez pourquoi.');
    }
    return words.tr('comparez avec ce qui s’affiche, puis lisez la suite.');
  }

  private told: HTMLElement | null = null;
}

function readGuesses(desk: Desk): Guesses {
  const about = desk.panel.context.model.getMetadata('passerelle') as { guesses?: Guesses } | undefined;
  return about?.guesses ?? {};
}

/** What explains is folded for whoever has no desk; here the guess has opened it. */
function openDetails(cell: Cell): void {
  const open = () => {
    const found = cell.node.querySelectorAll('details');
    found.forEach(details => {
      details.open = true;
      details.querySelector('summary')?.setAttribute('hidden', '');
    });
    return found.length > 0;
  };
  if (!open()) {
    const watcher = new MutationObserver(() => open() && watcher.disconnect());
    watcher.observe(cell.node, { childList: true, subtree: true });
  }
}

/** What a cell printed or gave, as text. */
function readOutput(cell: CodeCell): string {
  const { outputs } = cell.model;
  const parts: string[] = [];
  for (let at = 0; at < outputs.length; at++) {
    const output = outputs.get(at);
    const text = output.data['text/plain'] ?? output.data['application/vnd.jupyter.stdout'] ?? '';
    parts.push(Array.isArray(text) ? text.join('') : String(text));
  }
  return parts.join('\n');
}

/** A choice without the marks of Markdown. */
function plain(text: string): string {
  return text.replace(/`([^`]+)`/g, '$1').replace(/\*{1,2}([^*]+)\*{1,2}/g, '$1');
}

/** A text as two people would call it the same: spaces, quotes around it and a full stop at its end set aside. */
function squeeze(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["'«“ ]+|["'»” .]+$/g, '');
}
