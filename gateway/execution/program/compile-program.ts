import { Kind } from 'graphql';
import type { Counting } from './accounting.ts';
import { type Code, createCodeBook, joinCode, js } from './code.ts';
import type { CallMember, CompiledCall } from './compiled-call.ts';
import { type FetchDocument, readFetchDocument } from './fetch-document.ts';
import { type JoinedFetch, joinFetches } from './join-fetches.ts';
import { type PlacedSelection, placeSelection } from './place-selection.ts';
import type { Program } from './program.ts';
import type { ProgramSource } from './program-source.ts';
import { broken, masked, odd } from './projecting.ts';
import { readPlan } from './read-plan.ts';
import { bad, createRefine, keep, shallow } from './reading.ts';
import { idText, textOf } from './representing.ts';
import { planSending } from './sending.ts';
import type { Shape } from './shape.ts';
import { countRow, createTallyLayout } from './tally.ts';
import { type TypeNames, typeNamesOf } from './type-names.ts';
import { writeOperation } from './write-operation.ts';
import { type Projecting, writeProjector } from './write-projector.ts';
import { writeReader } from './write-readers.ts';
import { type WrittenRepresentation, writeRepresentation } from './write-representations.ts';
import { findWalks, type Walk, writeWalk } from './write-walk.ts';
import type { Writing } from './writing.ts';

/** A member whose functions are written but not compiled. */
interface WrittenMember extends Pick<CallMember, 'conditions' | 'wanted' | 'way' | 'selection' | 'sending'> {
  readonly walk: Code;
  readonly read: Code;
  readonly representation: WrittenRepresentation | undefined;
}

/**
 * Compiles the plan of an operation, once for each view: to records of one shape for each place of the answer, and
 * functions that read what each fetch selects into them, ask for entities, and write the answer.
 *
 * @throws Error for a plan that no plan of Apollo's planner for this operation can be.
 */
export function compileProgram(source: ProgramSource): Program {
  const { schema, document, plan, pairwise, consumer, providerOf } = source;
  const [operation] = document.definitions;
  const root = operation?.kind === Kind.OPERATION_DEFINITION && schema.getRootType(operation.operation);
  if (!root) throw new Error('A program needs an operation that the graph has.');

  const book = createCodeBook();
  const { fullSchema = schema } = source;
  // Subgraphs are asked, and sent, what clients do not see.
  const wire: Writing = { schema: fullSchema, types: typeNamesOf(fullSchema), book, pairwise };
  const layout = source.accounting && createTallyLayout();
  const counting: Counting | undefined =
    source.accounting && layout ? { ...source.accounting, layout, consumer } : undefined;
  const conditions: string[] = [];
  const projecting: Projecting = {
    ...source,
    book,
    counting,
    carried: counting ? js`,w` : js``,
    types: typeNamesOf(schema),
    testOf(variable) {
      const known = conditions.indexOf(variable);
      return js`x.c[${known >= 0 ? known : conditions.push(variable) - 1}]`;
    },
  };
  const shapes: Shape[] = [];
  const createShape = () => {
    const shape: Shape = { record: book.name('R'), slots: [] };
    shapes.push(shape);
    return shape;
  };

  const rootShape = createShape();
  const documents = readPlan(plan).map((step) => readFetchDocument(step, wire.types));
  const placed = new Map(documents.map((each) => [each, placeDocument(each, rootShape, createShape, wire)]));
  const sets = [{ set: operation.selectionSet, guard: js``, parent: root }];
  const projector = writeProjector(projecting, sets, rootShape, root);
  const joined = joinFetches(documents);
  const written = joined.map(({ parts }) =>
    parts.map(({ documents: each }) =>
      each.flatMap((one) => writeMembers(one, placed.get(one) ?? [], wire, counting)),
    ),
  );
  for (const { record, slots } of shapes) {
    const declared = joinCode(slots.map(({ property }) => js`this.${property}=undefined;`));
    book.add(js`class ${record}{constructor(t){this.t=t;${declared}}}\n`);
  }

  const members = written.flat(2);
  const names = members.flatMap(({ walk, read, representation }) => [
    walk,
    read,
    representation?.represent ?? js`undefined`,
    representation?.keyOf ?? js`undefined`,
  ]);
  const [createRoot, project, ...functions] = compileCode(
    book.text([js`()=>new ${rootShape.record}(undefined)`, projector, ...names]),
    book.constants,
    wire.types,
  );
  const compiled = new Map(
    members.map((member, index) => {
      const [walk, read, represent, keyOf] = functions.slice(4 * index, 4 * index + 4);
      const { representation, ...known } = member;
      const representing = representation && { ...representation, represent, keyOf };
      return [member, { ...known, walk, read, representing } as CallMember];
    }),
  );
  return {
    createRoot: createRoot as Program['createRoot'],
    project: project as Program['project'],
    calls: joined.map((fetch, index) =>
      createCall(
        fetch,
        (written[index] ?? []).map((part) => part.flatMap((member) => compiled.get(member) ?? [])),
        joined.flatMap(({ after }, waiting) => (after.includes(index) ? [waiting] : [])),
        providerOf(fetch.subgraph),
      ),
    ),
    conditions,
    pairwiseVariables: source.pairwiseVariables,
    consumer,
    layout: layout?.finish(),
  };
}

/** Where in the answer a fetch adds what. */
interface PlacedDocument {
  readonly way: Walk;
  readonly selection: PlacedSelection;
}

function placeDocument(
  { step, selection }: FetchDocument,
  root: Shape,
  createShape: () => Shape,
  wire: Writing,
): readonly PlacedDocument[] {
  const placing = { subgraph: step.node.serviceName, createShape };
  return findWalks(step.path, root, wire).map((way) => ({
    way,
    selection: placeSelection(selection, way.shape, step.node.outputRewrites ?? [], placing),
  }));
}

function writeMembers(
  { step, operation, wanted }: FetchDocument,
  placed: readonly PlacedDocument[],
  wire: Writing,
  counting: Counting | undefined,
): readonly WrittenMember[] {
  const { requires, inputRewrites = [] } = step.node;
  const type = requires ? undefined : (wire.schema.getRootType(operation.operation) ?? undefined);
  return placed.map(({ way, selection }) => ({
    conditions: step.conditions,
    wanted,
    way,
    selection,
    sending: requires && counting && planSending(counting, wire.types, step.node, way.shape),
    walk: writeWalk(wire, way, counting?.persons),
    representation: requires && writeRepresentation(wire, requires, way.shape, inputRewrites),
    read: writeReader(wire, selection, type),
  }));
}

function createCall(
  fetch: JoinedFetch,
  members: readonly (readonly CallMember[])[],
  next: readonly number[],
  provider: string,
): CompiledCall {
  const { operation, variables, parts } = writeOperation(fetch);
  return {
    subgraph: fetch.subgraph,
    provider,
    operation,
    variables,
    isForEntities: fetch.parts.some(({ documents }) => documents.some(({ entitySet }) => entitySet)),
    parts: parts.map((part, index) => ({ ...part, members: members[index] ?? [] })),
    waits: fetch.after.length,
    next,
  };
}

const BUILT_IN = { bad, keep, shallow, odd, broken, masked, textOf, idText, row: countRow };

/** Turns code into what it returns. Nothing but `Code` gets here. */
function compileCode(code: Code, constants: readonly unknown[], types: TypeNames): readonly unknown[] {
  const refine = createRefine(types);
  const names = { k: constants, refine, ...BUILT_IN };
  return new Function(...Object.keys(names), code)(...Object.values(names));
}
