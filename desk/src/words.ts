/*
 * The words of the desk, in the language of the notebook: a French notebook in an English JupyterLab stays French.
 * French is the source and is written where it is used; the other languages come from the kit's catalogues, which
 * `passerelle build` writes beside the bundle (`words/LANG.json`).
 */
import { PageConfig, URLExt } from '@jupyterlab/coreutils';

type Catalogue = Record<string, string>;

const SOURCE = 'fr';
const loaded = new Map<string, Promise<Catalogue>>();

async function fetchCatalogue(lang: string): Promise<Catalogue> {
  const base = PageConfig.getOption('fullLabextensionsUrl');
  try {
    // Beside the bundle, which the page itself has loaded: no part of the server's own address.
    const response = await fetch(URLExt.join(base, 'passerelle-desk/words', `${lang}.json`));
    return response.ok ? await response.json() : {};
  } catch (reason) {
    return {};
  }
}

function readCatalogue(lang: string): Promise<Catalogue> {
  if (!/^[a-z]{2,3}(_[A-Z]{2})?$/.test(lang) || lang === SOURCE) {
    return Promise.resolve({});
  }
  const known = loaded.get(lang) ?? fetchCatalogue(lang);
  loaded.set(lang, known);
  return known;
}

/** Sentences in one language; one that a catalogue lacks comes back in French. */
export class Words {
  constructor(
    readonly lang: string,
    private known: Catalogue
  ) {}

  /** The sentence in this language, its named places filled. */
  tr(sentence: string, values: Record<string, string | number> = {}): string {
    const known = this.known[sentence] ?? sentence;
    const said = this.lang.startsWith('fr') ? known.replace(/« /g, '«\u00a0').replace(/ ([»?!:;])/g, '\u00a0$1') : known;
    return said.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
  }

  /** The language as HTML writes it. */
  get tag(): string {
    return this.lang.replace('_', '-');
  }
}

/** Return the words of a language: the region's own before those of the language. */
export async function loadWords(tag: string): Promise<Words> {
  const lang = tag.replace('-', '_');
  const [base, own] = await Promise.all([readCatalogue(lang.split('_')[0]), readCatalogue(lang)]);
  return new Words(lang, { ...base, ...own });
}
