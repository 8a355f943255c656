import { LRUCache } from 'lru-cache';
import { parse } from 'yaml';
import type { AgreementDocument } from './models.ts';

/** What is told of an agreement. */
export interface AgreementFacts {
  readonly title: string | null;
  /** Whose data it gives. */
  readonly provider: string | undefined;
}

/** Basis, provider and consumer: `A2-A7-dukcapil-pemda`. */
const ID = /^(?:[A-Z]\d*-)+([a-z].*)$/;

/** By version, which is the hash of the text. */
const read = new LRUCache<string, AgreementFacts>({ max: 500 });

/** Reads the title and the provider of an agreement; a text that is none tells nothing. */
export function readAgreementText({ _id, text }: AgreementDocument): AgreementFacts {
  const known = read.get(_id);
  if (known) return known;
  const facts = readFacts(text);
  read.set(_id, facts);
  return facts;
}

/**
 * Whether an agreement gives data of one of these providers: by its text, or where the ledger has not kept it, by its
 * id. Which agreements with others an answer rested on is not a provider's business.
 */
export function isOfProvider(
  id: string,
  facts: AgreementFacts | undefined,
  providers: ReadonlySet<string>,
): boolean {
  if (facts?.provider !== undefined) return providers.has(facts.provider);
  const parties = ID.exec(id)?.[1] ?? '';
  return [...providers].some((provider) => parties === provider || parties.startsWith(`${provider}-`));
}

function readFacts(text: string): AgreementFacts {
  try {
    const { title, provider } = parse(text) as Readonly<Record<string, unknown>>;
    return {
      title: typeof title === 'string' ? title : null,
      provider: typeof provider === 'string' ? provider : undefined,
    };
  } catch {
    return { title: null, provider: undefined };
  }
}
