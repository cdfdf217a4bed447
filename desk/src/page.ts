/* Small parts of a page: elements, buttons, and a row of buttons that is one Tab stop. */

/** Make an element with its text, in its parent. */
export function add<K extends keyof HTMLElementTagNameMap>(
  parent: HTMLElement,
  tag: K,
  text = '',
  name = ''
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) {
    made.className = name;
  }
  parent.append(made);
  return made;
}

/** Make a button in its parent; `main` is the one that most people want. */
export function addButton(parent: HTMLElement, text: string, act: () => unknown, main = false): HTMLButtonElement {
  const made = add(parent, 'button', text, main ? 'jp-mod-styled jp-mod-accept' : 'jp-mod-styled');
  made.type = 'button';
  made.addEventListener('click', () => void act());
  return made;
}

/** Keys typed in a part of ours are ours: no letter there is a command of JupyterLab's. Those with Ctrl still are. */
export function keepKeys(node: HTMLElement, leave: () => void): void {
  node.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      leave();
    }
  });
}

/** A click on a button leaves the keyboard where it was: who was writing goes on writing. */
export function keepFocus(node: HTMLElement): void {
  node.addEventListener('mousedown', event => {
    event.stopPropagation();
    if ((event.target as HTMLElement).closest('button')) {
      event.preventDefault();
    }
  });
}

/** Make the buttons of a row one Tab stop; arrows go from one to the next that is there. */
export function makeToolbar(node: HTMLElement, label: string): void {
  node.setAttribute('role', 'toolbar');
  node.setAttribute('aria-label', label);
  node.addEventListener('keydown', event => {
    const shown = listShown(node);
    const here = shown.indexOf(document.activeElement as HTMLButtonElement);
    const goals: Record<string, number> = {
      ArrowRight: here + 1,
      ArrowDown: here + 1,
      ArrowLeft: here - 1,
      ArrowUp: here - 1,
      Home: 0,
      End: shown.length - 1
    };
    if (event.key in goals && here >= 0) {
      event.preventDefault();
      event.stopPropagation();
      shown[(goals[event.key] + shown.length) % shown.length].focus();
    }
  });
  node.addEventListener('focusin', event => rove(node, event.target as HTMLElement));
  rove(node, null);
}

/** Give the Tab stop to `chosen`, else to the first button that is shown. */
export function rove(node: HTMLElement, chosen: HTMLElement | null): void {
  const shown = listShown(node);
  const one = shown.find(button => button === chosen) ?? shown[0];
  node.querySelectorAll('button').forEach(button => {
    button.tabIndex = button === one ? 0 : -1;
  });
}

function listShown(node: HTMLElement): HTMLButtonElement[] {
  return [...node.querySelectorAll('button')].filter(button => !button.hidden);
}
