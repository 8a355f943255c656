import fc from 'fast-check';
import { isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { type Agreement, MASKS, type Mask } from '../../../gateway/access/agreement.ts';
import { agreementOf, smallGraph } from '../../setup/small-graph.ts';

const PROVIDERS = ['dukcapil', 'kp2mi', 'pemda'] as const;

/** `Type.field` of every field that can be given or kept back. */
const FIELDS = Object.values(smallGraph.apiSchema.getTypeMap()).flatMap((type) =>
  (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__')
    ? Object.keys(type.getFields()).map((field) => [type.name, field] as const)
    : [],
);

/** `Type.field` and its argument, or input type and its field. */
const INPUTS = Object.values(smallGraph.apiSchema.getTypeMap()).flatMap((type) => {
  if (type.name.startsWith('__')) return [];
  if (isInputObjectType(type))
    return Object.keys(type.getFields()).map((field) => [type.name, field] as const);
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.map((argument) => [`${type.name}.${field.name}`, argument.name] as const),
  );
});

type Names = readonly (readonly [owner: string, name: string])[];

/** Some of the names; which share of them is a choice of its own, so that views are poor, middling and rich. */
function someOf(names: Names): fc.Arbitrary<Names> {
  return fc
    .tuple(
      fc.constantFrom(0.2, 0.6, 0.9, 1),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
        minLength: names.length,
        maxLength: names.length,
        size: 'max',
      }),
    )
    .map(([share, draws]) => names.filter((_, index) => (draws[index] ?? 1) <= share));
}

function byOwner(names: Names): Record<string, readonly string[]> {
  const grouped = new Map<string, string[]>();
  for (const [owner, name] of names) grouped.set(owner, [...(grouped.get(owner) ?? []), name]);
  return Object.fromEntries(grouped);
}

/** Agreements by which each provider gives some of the fields and inputs of the small graph to Kemlu, whole or masked. */
export const randomAgreements: fc.Arbitrary<readonly Agreement[]> = fc.tuple(
  ...PROVIDERS.map((provider) =>
    fc
      .record({
        whole: someOf(FIELDS),
        masked: fc.subarray(FIELDS),
        inputs: someOf(INPUTS),
        mask: fc.constantFrom(...MASKS),
      })
      .map(({ whole, masked, inputs, mask }) =>
        agreementOf(
          [
            {
              allow: byOwner(whole),
              mask: Object.fromEntries(
                Object.entries(byOwner(masked)).map(([type, fields]) => [
                  type,
                  Object.fromEntries(fields.map((field): [string, Mask] => [field, mask])),
                ]),
              ),
              inputs: byOwner(inputs),
            },
          ],
          { id: `X-${provider}`, provider },
        ),
      ),
  ),
);
