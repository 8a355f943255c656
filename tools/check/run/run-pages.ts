import type { FindingDocument } from '../../../subgraphs/oversight/finding-document.ts';
import type { PartDocument } from '../../../subgraphs/oversight/part-document.ts';
import type { SettledAnswer } from '../gateway/client.ts';
import type { PageInfo } from '../graph.ts';
import { storeFindings } from '../store/store-findings.ts';
import type { CheckRun } from './check-run.ts';
import { countFindings, placeOf, savePlace } from './part-place.ts';
import { stopUnlessData } from './stop-unless-data.ts';

/** A page of what a part goes through. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

/** How a part is gone through. */
export interface Pages<Node> {
  readonly ask: (after: string | undefined) => Promise<SettledAnswer<Page<Node>>>;
  /** Finds what is to be found on a page, and notes what later parts need. */
  readonly examine: (nodes: readonly Node[]) => Promise<readonly FindingDocument[]>;
}

/**
 * Goes through a part page by page, from where it stands to its end or until the check is to stop. The next page is asked
 * for before this one is examined. A cursor that the provider does not know any more begins the part anew: what is found
 * again is the same.
 */
export async function runPages<Node>(run: CheckRun, part: PartDocument, pages: Pages<Node>): Promise<void> {
  const { progress, store, signal } = run;
  let place = placeOf(part);
  let isBegunAnew = false;
  let coming = pages.ask(place.after);
  for (;;) {
    const answer = await coming;
    if (answer.kind === 'bad-cursor' && place.after !== undefined && !isBegunAnew) {
      if (part.kind === 'VOTERS') progress.voters -= place.rows;
      progress.findings -= sum(place.findings);
      place = placeOf();
      isBegunAnew = true;
      coming = pages.ask(undefined);
      continue;
    }
    const { nodes, pageInfo } = stopUnlessData(answer, run.rules);
    const after = pageInfo.endCursor ?? undefined;
    const goesOn = pageInfo.hasNextPage;
    // Otherwise the rows behind it would count as examined.
    if (goesOn && after === undefined)
      throw new Error('The gateway tells of another page and not where it begins.');
    if (goesOn && !signal.aborted) {
      coming = pages.ask(after);
      // It is waited for in the next turn; until then nobody hears of its failure.
      coming.catch(() => {});
    }
    const found = await pages.examine(nodes);
    const began = performance.now();
    countFindings(place, found, await storeFindings(store, found));
    place.after = after ?? place.after;
    place.rows += nodes.length;
    await savePlace(store, part, place, !goesOn);
    progress.storeMs += performance.now() - began;
    progress.findings += found.length;
    if (part.kind === 'VOTERS') progress.voters += nodes.length;
    if (!goesOn || signal.aborted) return;
  }
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
