import { listAgreed } from '../access/agreed-disclosure.ts';
import type { Denial } from '../access/cut-operation.ts';
import { createMaskOf } from '../access/mask.ts';
import type { View } from '../access/view.ts';
import { createCoercion } from '../planning/coerce-variables.ts';
import { createDisclosureProblem } from '../planning/disclosure-problem.ts';
import { type PlannedOperation, planOperation } from '../planning/plan-operation.ts';
import { prepareOperation, type SizeLimits } from '../planning/prepare-operation.ts';
import type { Planner } from '../planning/start-planner.ts';
import { createDenialProblem } from './explain-decisions.ts';
import { describeUse } from './operation-use.ts';
import type { Accounting } from './program/accounting.ts';
import { compileProgram } from './program/compile-program.ts';
import type { Readiness, ReadyOperation, ValidOperation } from './ready-operation.ts';

/** Makes a valid operation ready for a view: `(view, valid, what its variables ask and the view does not give)`. */
export type MakeReady = (
  view: View,
  valid: ValidOperation,
  denied: ReadonlyMap<string, readonly Denial[]>,
) => Promise<ReadyOperation>;

/** What operations are made ready with. */
export interface MakeReadyOptions {
  readonly planner: Planner;
  readonly sizeLimits: SizeLimits;
  /** Whether what operations disclose is accounted for. Default: false. */
  readonly isAccounting?: boolean;
}

/** Makes what prepares, plans and compiles operations. What is refused is refused for every request alike. */
export function createMakeReady({ planner, sizeLimits, isAccounting = false }: MakeReadyOptions): MakeReady {
  async function makeReady(
    view: View,
    { document, operation }: ValidOperation,
    denied: ReadonlyMap<string, readonly Denial[]>,
  ): Promise<Readiness> {
    const preparation = prepareOperation(view, document, operation, sizeLimits, denied);
    if (preparation.kind === 'refused') return preparation;
    const planning = await planOperation(view, preparation.prepared, planner, isAccounting);
    if (planning.kind === 'refused') return planning;
    const { planned } = planning;
    const program =
      planned.data &&
      planned.cut &&
      compileProgram({
        schema: view.graph.apiSchema,
        fullSchema: view.graph.fullSchema,
        document: planned.data,
        deniedNodes: planned.cut.deniedNodes,
        plan: planned.plan,
        pairwise: view.graph.pairwise,
        pairwiseVariables: planned.pairwiseVariables,
        maskOf: createMaskOf(view),
        providerOf: view.providerOf,
        consumer: view.question.consumer.id,
        accounting: isAccounting ? createAccounting(view, planned) : undefined,
      });
    const denials = [
      ...(planned.cut?.denials ?? []).map((denial) => createDenialProblem(denial, view)),
      ...planned.undisclosed.map((cause) => createDisclosureProblem(cause, view)),
    ];
    return {
      kind: 'ready',
      planned,
      program,
      denials: denials.map((problem) => ({ problem })),
      use: isAccounting ? describeUse(view, planned) : undefined,
    };
  }

  return async (view, valid, denied) => ({
    valid,
    coerce: createCoercion(view.graph.apiSchema, valid.operation),
    outcome: await makeReady(view, valid, denied),
  });
}

function createAccounting(view: View, { fetches }: PlannedOperation): Accounting {
  const { persons, structures, classes } = view.graph;
  const agreed = new Map(fetches.map((fetch) => [fetch.node as object, listAgreed(view, fetch)]));
  return { persons, structures, classes, agreed: (fetch) => agreed.get(fetch) ?? [] };
}
