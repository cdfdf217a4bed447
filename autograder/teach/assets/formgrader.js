"use strict";
// Puts PASSERELLE's words in the place of nbgrader's. What people wrote stays as it is: a submission's cells, what is
// typed, and the log of a command.
(() => {
  const words = new Map(Object.entries(PASSERELLE.words));
  const escape = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const sentences = PASSERELLE.sentences.map(([from, to]) => [
    new RegExp("^" + escape(from).replace(/\\\{(\w)\\\}/g, "(?<$1>.*)") + "$"), to]);
  const attributes = ["title", "placeholder", "aria-label", "data-original-title"];
  const theirs = "pre, code, script, style, textarea, .rendered_html, .input_area, .output_area, .output_wrapper, " +
    ".name a, .student-name a, .name-shown, .shortcut-key";
  const ours = new WeakMap();

  function say(text) {
    const bare = text.trim().replace(/\s+/g, " ");
    if (!bare) return text;
    let said = words.get(bare);
    for (const [pattern, to] of said === undefined ? sentences : []) {
      const found = pattern.exec(bare);
      if (!found) continue;
      said = to.replace(/\{(\w)\}/g, (_, name) => words.get(found.groups[name]) ?? found.groups[name]);
      break;
    }
    return said === undefined ? text : text.replace(/\S(?:[\s\S]*\S)?/, () => said);
  }

  // A text that is both a page's and a person's, such as a name in a link, is the page's only where it has a note.
  function isTheirs(node) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (!element) return true;
    const within = element.closest(theirs);
    return !!within && !/\((no submission|not autograded|file missing)\)$|^Submission #\d+$|^Please wait|^None, None$/.test(
      node.textContent.trim());
  }

  function translate(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (isTheirs(node) || (pressed && pressed.contains(node))) return;
      const said = say(node.data);
      if (said !== node.data) {
        ours.set(node.parentElement, node.data);
        node.data = said;
      }
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    for (const name of attributes) {
      const value = node.getAttribute(name);
      const said = value && say(value);
      if (value && said !== value) node.setAttribute(name, said);
    }
    for (const [where, text] of PASSERELLE.blocks) {
      if (!node.matches(where)) continue;
      const codes = [...node.querySelectorAll("code")];
      node.replaceChildren(...text.split("{code}").flatMap((part, i) => i && codes[i - 1] ? [codes[i - 1], part] : [part]));
      return;
    }
    for (const child of [...node.childNodes]) translate(child);
  }

  const observer = new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === "attributes") translateAttribute(change.target, change.attributeName);
      else if (change.type === "characterData") translate(change.target);
      else change.addedNodes.forEach(translate);
    }
  });
  function translateAttribute(element, name) {
    const value = element.getAttribute(name);
    const said = value && say(value);
    if (value && said !== value) element.setAttribute(name, said);
  }

  // nbgrader reads this button's words to know what it does next: while it does, it finds its own.
  let pressed = null;
  addEventListener("click", event => {
    const button = event.target instanceof Element && event.target.closest("#toggle_names");
    if (!button || !ours.has(button)) return;
    pressed = button;
    button.innerHTML = ours.get(button);
    setTimeout(() => { pressed = null; translate(button); }, 0);
  }, true);

  observer.observe(document.documentElement,
    {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes});
  translate(document.documentElement);
})();
