import type { AccessRow } from '../access-row.ts';
import { isOfProvider, readAgreementText } from '../agreement-text.ts';
import type { LedgerContext } from '../loaders.ts';
import { summarise } from '../summary.ts';
import type { Language, WordList } from '../words-document.ts';

interface LanguageArguments {
  readonly language: Language;
}

/** Resolves `Access`. Fields that are stored under their own name need no line here. */
export const accessResolvers = {
  id: ({ _id }: AccessRow) => _id,
  consumer: ({ agency }: AccessRow, _: unknown, { loaders }: LedgerContext) =>
    tellAgency(agency, loaders.words),
  unit: ({ content }: AccessRow) => content().unit,
  purposeWords: ({ purpose }: AccessRow, { language }: LanguageArguments, { loaders }: LedgerContext) =>
    loaders.words.purposes.get(purpose)?.[language] ?? purpose,
  agreements: async (row: AccessRow, _: unknown, context: LedgerContext) =>
    await loadAgreements(row, context),
  data: ({ agency, content }: AccessRow, _: unknown, { loaders }: LedgerContext) =>
    content().disclosures.map(({ provider, recipient, coordinates, rows, persons }) => ({
      provider: tellAgency(provider, loaders.words),
      recipient: tellAgency(recipient, loaders.words),
      onTheWay: recipient !== agency,
      coordinates,
      rows,
      persons,
    })),
  persons: ({ content }: AccessRow) => content().persons,
  operation: ({ content }: AccessRow) => content().operation.hash,
  chain: ({ _id }: AccessRow) => _id.slice(0, _id.lastIndexOf('/')),
  sequence: ({ _id }: AccessRow) => String(Number(_id.slice(_id.lastIndexOf('/') + 1))),
  summary: async (row: AccessRow, { language }: LanguageArguments, context: LedgerContext) => {
    const agreements = await loadAgreements(row, context);
    return summarise(
      row,
      agreements.map(({ id }) => id),
      context.loaders.words,
      language,
    );
  },
};

/** Resolves `AccessedCoordinate`, which is the coordinate itself. */
export const coordinateResolvers = {
  coordinate: (coordinate: string) => coordinate,
  words: (coordinate: string, { language }: LanguageArguments, { loaders }: LedgerContext) =>
    loaders.words.fields.get(coordinate)?.[language] ?? coordinate,
};

/** An agency as `AccessAgency`. */
export function tellAgency(id: string, { names }: WordList): { readonly id: string; readonly name: string } {
  return { id, name: names.get(id) ?? id };
}

/** The agreements that the data rest on which the caller sees. */
async function loadAgreements({ content }: AccessRow, { loaders }: LedgerContext) {
  const { agreements, disclosures } = content();
  const providers = new Set(disclosures.map(({ provider }) => provider));
  const texts = await loaders.agreementByVersion.loadMany(agreements.map(({ version }) => version));
  return agreements.flatMap(({ id, version }, index) => {
    const text = texts[index];
    if (text instanceof Error) throw text;
    const facts = text ? readAgreementText(text) : undefined;
    return isOfProvider(id, facts, providers) ? [{ id, version, title: facts?.title ?? null }] : [];
  });
}
