import { type Connection, type Model, Schema } from 'mongoose';
import { requiredOneOf, requiredText, stored } from '../shared/document-schema.ts';
import { createStatisticsModels, type StatisticsModels } from '../shared/statistics-models.ts';
import { VOTING_METHODS, type VoterDocument, type VotingMethod, voterSchema } from './voter-document.ts';

/** Kinds of mission where a committee sits: embassy, consulate general, consulate, economic and trade office. */
export const MISSION_KINDS = ['KBRI', 'KJRI', 'KRI', 'KDEI'] as const;
export type MissionKind = (typeof MISSION_KINDS)[number];

/** An overseas election committee (PPLN). Source: KPU. */
export interface PplnDocument {
  /** KPU code, six digits: 99, country, city. */
  readonly _id: string;
  readonly name: string;
  readonly missionKind: MissionKind;
  readonly city: string;
  /** ISO 3166-1 alpha-2 code. */
  readonly country: string;
  /** Number of polling stations, mobile boxes and postal units; a method that the committee lacks has 0. */
  readonly tpsln: number;
  readonly ksk: number;
  readonly pos: number;
  /** Most voters that one point of each method is meant for. */
  readonly capacity: Readonly<Record<VotingMethod, number>>;
}

/** A general election. Source: KPU. */
export interface ElectionDocument {
  readonly _id: string;
  readonly name: string;
  /** `YYYY-MM-DD`, in Indonesia. */
  readonly pollingDay: string;
  /** Day on which the overseas list was fixed, `YYYY-MM-DD`; absent while it is not, or where the list is not kept. */
  readonly listFixedOn?: string;
}

/** The collections of the electoral subgraph. */
export interface ElectoralModels extends StatisticsModels {
  readonly voters: Model<VoterDocument>;
  readonly ppln: Model<PplnDocument>;
  readonly elections: Model<ElectionDocument>;
}

const count = { type: Number, required: true, min: 0 } as const;

const pplnSchema = new Schema<PplnDocument>(
  {
    _id: requiredText,
    name: requiredText,
    missionKind: requiredOneOf(MISSION_KINDS),
    city: requiredText,
    country: requiredText,
    tpsln: count,
    ksk: count,
    pos: count,
    capacity: Object.fromEntries(VOTING_METHODS.map((method) => [method, count])),
  },
  stored('ppln'),
);
pplnSchema.index({ country: 1, _id: 1 });

const electionSchema = new Schema<ElectionDocument>(
  { _id: requiredText, name: requiredText, pollingDay: requiredText, listFixedOn: String },
  stored('elections'),
);

/** Makes the models of the electoral subgraph on a connection to its database. Indexes: `ensureIndexes`. */
export function createModels(connection: Connection): ElectoralModels {
  return {
    voters: connection.model<VoterDocument>('Voter', voterSchema),
    ppln: connection.model<PplnDocument>('Ppln', pplnSchema),
    elections: connection.model<ElectionDocument>('Election', electionSchema),
    ...createStatisticsModels(connection),
  };
}
