import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Participants } from '../access/agency.ts';
import type { Agreement } from '../access/agreement.ts';
import type { Graph } from '../access/graph.ts';
import type { Question } from '../access/question.ts';
import { compileView, type View } from '../access/view.ts';

/** All that decides about access at one moment: it changes as one, so that no request sees half of a change. */
export interface Policy {
  readonly graph: Graph;
  readonly participants: Participants;
  readonly agreements: readonly Agreement[];
  /** SHA-256 over graph, participants and agreements, 16 hex digits. */
  readonly version: string;
  /** The view for a question; compiled at its first use. */
  readonly view: (question: Question) => View;
}

/** Agencies, holders and purposes make a few hundred views; yesterday's fall out. */
const KEPT_VIEWS = 1_000;

/** Makes a policy of what was loaded and checked. */
export function createPolicy(
  graph: Graph,
  participants: Participants,
  agreements: readonly Agreement[],
): Policy {
  const version = createHash('sha256')
    .update(JSON.stringify([graph.hash, participants, agreements], plain))
    .digest('hex')
    .slice(0, 16);
  const views = new LRUCache<string, View>({ max: KEPT_VIEWS });
  return {
    graph,
    participants,
    agreements,
    version,
    view(question) {
      const key = [question.consumer.id, question.holder, question.purpose, question.today].join('|');
      const known = views.get(key);
      if (known) return known;
      const view = compileView(graph, participants, agreements, question, version);
      views.set(key, view);
      return view;
    },
  };
}

function plain(_key: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value;
}
