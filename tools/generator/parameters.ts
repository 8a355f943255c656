import type { VotingMethod } from '../../subgraphs/electoral/voter-document.ts';
import { readDataFile } from './data-file.ts';

/** Numbers by code; `default` or `other`, where there is one, stands for the codes without a number of their own. */
type ByCode = Readonly<Record<string, number>>;

interface Graded {
  /** V read in a source, D arithmetic on such figures, M a modelling choice. */
  readonly grade: string;
}

interface GradedValues<Value = number> extends Graded {
  readonly values: Readonly<Record<string, Value>>;
}

interface GradedShare extends Graded {
  readonly share: number;
}

/** What a wage is drawn from: six limits of five bands, a month, in the currency. */
export interface WageBands {
  readonly currency: string;
  readonly limits: readonly number[];
}

/** Every number that the generated data follow, each block with its grade and source, from `parameters.json`. */
export interface Parameters {
  readonly scale: Graded & { readonly citizensAbroad: number; readonly voters: number };
  readonly populationByCountry: GradedValues;
  readonly presence: Graded & {
    readonly selfReport: number;
    readonly selfReportOfVoter: number;
    readonly workerActive: number;
    readonly workerHistoricOnly: number;
    readonly passportValid: number;
    readonly passportExpired: number;
    readonly travelLetterOnly: number;
    readonly noNik: number;
    readonly child: number;
    readonly childByCountry: ByCode;
  };
  readonly femaleShareOfOthers: GradedValues;
  readonly ageBands: Graded & {
    readonly values: readonly { readonly from: number; readonly until: number; readonly share: number }[];
  };
  readonly marital: GradedValues;
  readonly education: GradedValues;
  readonly originProvinceShare: GradedValues;
  readonly originTiltByCountry: GradedValues<ByCode>;
  readonly regencyTotals: GradedValues;
  readonly placementsByYear: GradedValues;
  readonly placements2024ByCountry: GradedValues;
  readonly monthFactor: Graded & { readonly values: readonly number[] };
  readonly scheme: GradedValues & { readonly governmentByCountry: ByCode };
  readonly sectorByCountry: GradedValues<ByCode>;
  readonly wages: GradedValues<WageBands> & { readonly default: WageBands };
  readonly contractMonths: GradedValues;
  readonly casesPerYear: Graded & {
    readonly total: number;
    readonly closed: number;
    readonly byCountry: ByCode;
    readonly byCategory: ByCode;
  };
  readonly complaintsPerYear: Graded & {
    readonly total: number;
    readonly nonProcedural: number;
    readonly byCategory: ByCode;
    readonly solved: GradedShare;
  };
  readonly repatriationsPerYear: Graded & {
    readonly total: number;
    readonly byCountry: ByCode;
    readonly byCause: ByCode;
  };
  readonly deferredPerYear: Graded & {
    readonly SUSPECTED_NON_PROCEDURAL: number;
    readonly byReason: ByCode;
  };
  readonly voterFaults: Graded & { readonly values: Readonly<Record<VoterFaultShare, GradedShare>> };
  /** By mission code, else by country. */
  readonly addressUnrecognised: GradedValues;
  readonly postReturned: GradedValues;
  readonly overfullPoints: Graded & { readonly count: number };
  /** By mission code. */
  readonly turnout: GradedValues<ByMethod<number>> & { readonly default: number };
  /** By mission code. */
  readonly laterLists: GradedValues<ByMethod<LaterLists>> & { readonly default: LaterLists };
  readonly pointCapacity: Graded & Readonly<Record<VotingMethod, number>>;
  readonly training: Graded & {
    readonly ofWorkers: number;
    readonly ofOthers: number;
    readonly inAssociations: number;
    readonly consent: number;
    readonly disabled: number;
    readonly byResult: ByCode;
    readonly bySector: ByCode;
  };
  readonly passportKind: GradedValues;
  readonly p3miByProvince: GradedValues;
}

/** Shares of a committee's rows that reached the list after it was fixed. */
export interface LaterLists {
  readonly DPTBLN: number;
  readonly DPKLN: number;
}

type ByMethod<Value> = Readonly<Partial<Record<VotingMethod, Value>>>;

type VoterFaultShare =
  | 'duplicateInsidePpln'
  | 'duplicateNikAcrossPpln'
  | 'unknownPerson'
  | 'foreigner'
  | 'deceased'
  | 'returnedHome'
  | 'movedAbroad'
  | 'underAge'
  | 'armedForces'
  | 'sharedAddress'
  | 'sharedPassport'
  | 'nikMismatch'
  | 'nikRepeatedDigit'
  | 'noDocument'
  | 'shortName'
  | 'indonesianAddress'
  | 'placeholderAddress'
  | 'mobileBoxAbsent'
  | 'alsoOnHomeList'
  | 'addressPartial'
  | 'defaultBirthday'
  | 'nikRegionDiffers';

/** Reads the parameters. */
export function readParameters(): Parameters {
  return JSON.parse(readDataFile('parameters.json')) as Parameters;
}
