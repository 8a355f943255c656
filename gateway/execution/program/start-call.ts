import type { CallMember, CompiledCall } from './compiled-call.ts';
import { readAnswer, type SentPart } from './read-answer.ts';
import { type RepresentationList, startRepresentations } from './representing.ts';
import type { Progress } from './run-program.ts';
import { countSent } from './sending.ts';
import { isWanted, meetsConditions } from './wanted-when.ts';

/** Representations that one call may hold; subgraphs refuse more. */
const MAX_REPRESENTATIONS = 1_000;

/** The entities of one part, and who is waiting for each. */
interface GatheredPart extends SentPart {
  readonly list: RepresentationList;
}

/** Makes one call with what is known by now, and reads its answer. Where nothing is to be asked it ends at once. */
export function startCall(
  call: CompiledCall,
  progress: Progress,
  end: () => void,
  fail: (error: unknown) => void,
): void {
  const bodies = call.isForEntities ? askForEntities(call, progress) : askRoot(call, progress);
  let left = bodies.length;
  if (left === 0) end();
  for (const { body, parts } of bodies) {
    progress.run.fetch({ subgraph: call.subgraph, operation: call.operation, body }).then((outcome) => {
      try {
        readAnswer(call, parts, outcome, progress);
        left -= 1;
        if (left === 0) end();
      } catch (error) {
        fail(error);
      }
    }, fail);
  }
}

/** One request of a call. */
interface Request {
  readonly body: string;
  readonly parts: readonly SentPart[];
}

function askRoot(call: CompiledCall, progress: Progress): readonly Request[] {
  const members = call.parts.flatMap((part) =>
    part.members.map((member) => ({ member, targets: targetsOf(member, progress), places: undefined })),
  );
  if (members.every(({ targets }) => targets.length === 0)) return [];
  const [part] = call.parts;
  if (!part) return [];
  const variables = variablesText(call, progress);
  return [
    { body: `${call.operation.bodyPrefix}${variables}}}`, parts: [{ part, members, from: 0, count: 0 }] },
  ];
}

function targetsOf(member: CallMember, { root, run }: Progress) {
  const targets: (typeof root)[] = [];
  if (isActive(member, run.variables)) member.walk(root, (record) => targets.push(record));
  return targets;
}

function isActive({ conditions, wanted }: CallMember, variables: Progress['run']['variables']): boolean {
  return meetsConditions(conditions, variables) && isWanted(wanted, variables);
}

function askForEntities(call: CompiledCall, progress: Progress): readonly Request[] {
  const { tally } = progress;
  const gathered = call.parts.map((part): GatheredPart => {
    const list = startRepresentations();
    const members = part.members.map((member) => {
      const targets: (typeof progress.root)[] = [];
      const places: number[] = [];
      if (member.representing && isActive(member, progress.run.variables)) {
        const add = list.addTo(member.representing);
        const { sending } = member;
        member.walk(progress.root, (record, person) => {
          const count = list.count();
          const place = add(record);
          if (place < 0) return;
          // Now, and not when it is answered: whatever becomes of the call, it has been sent.
          if (sending && tally && place === count) countSent(tally, sending, record, person);
          targets.push(record);
          places.push(place);
        });
      }
      return { member, targets, places };
    });
    return { part, members, from: 0, count: list.count(), list };
  });
  const total = gathered.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [];
  const conceal = (spines: readonly string[]) => progress.run.ids.conceal(call.provider, spines);
  const texts = gathered.map(({ list }) => list.write(conceal));
  const variables = variablesText(call, progress);
  const requests: Request[] = [];
  for (let from = 0; from < total; from += MAX_REPRESENTATIONS) {
    const parts = takeParts(gathered, from);
    const lists = parts.map(
      ({ part, from: first, count }, index) =>
        `"${part.variable}":[${(texts[index] ?? []).slice(first, first + count).join(',')}]`,
    );
    const all = variables === '' ? lists : [...lists, variables];
    requests.push({ body: `${call.operation.bodyPrefix}${all.join(',')}}}`, parts });
  }
  return requests;
}

/** Cuts what one request asks out of all representations, counted through all parts. */
function takeParts(gathered: readonly GatheredPart[], from: number): readonly SentPart[] {
  let passed = 0;
  return gathered.map(({ part, members, count }) => {
    const first = Math.min(Math.max(from - passed, 0), count);
    const last = Math.min(Math.max(from + MAX_REPRESENTATIONS - passed, 0), count);
    passed += count;
    return { part, members, from: first, count: last - first };
  });
}

function variablesText({ variables, provider }: CompiledCall, { variablesFor }: Progress): string {
  if (variables.length === 0) return '';
  const values = variablesFor(provider);
  return variables
    .filter((name) => Object.hasOwn(values, name) && values[name] !== undefined)
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(values[name])}`)
    .join(',');
}
