import { fillRows, type RowAsker, type RowFilter } from '../../gateway/access/row-filter.ts';
import type { View } from '../../gateway/access/view.ts';
import type { CanaryPerson } from './canary-data.ts';
import { idAt } from './test-ids.ts';

/** Row type to the subgraph that has its rows. */
export const ROW_SUBGRAPHS = new Map([
  ['Citizen', 'civil'],
  ['Worker', 'ministry'],
  ['SelfReport', 'consular'],
  ['ConsularCase', 'consular'],
  ['Training', 'training'],
  ['Voter', 'electoral'],
  ['Passport', 'immigration'],
  ['Crossing', 'immigration'],
  ['DeferredApplication', 'immigration'],
  ['Finding', 'oversight'],
]);

/**
 * Whether a person's row of a type is among those that a view gives, worked out from the person and not from
 * any store: what subgraphs do is held against it.
 */
export function isVisible(view: View, asker: RowAsker, rowType: string, person: CanaryPerson): boolean {
  const rules = view.rows(ROW_SUBGRAPHS.get(rowType) ?? '');
  const filter = fillRows(rules, asker)[rowType];
  return filter !== undefined && meets(filter, person, asker.agency.id);
}

function meets(filter: RowFilter, person: CanaryPerson, agency: string): boolean {
  if ('all' in filter) return true;
  return filter.where.every(({ attribute, op, value }) => {
    const wanted = typeof value === 'string' ? [value] : value;
    // Whoever asks about themself is named as their agency knows them.
    const actual = attribute === 'person' ? [idAt(agency, person)] : attributeOf(person, attribute);
    return actual.some((each) =>
      wanted.some((text) => (op === 'eq' || op === 'in' ? each === text : each.startsWith(text))),
    );
  });
}

function attributeOf(person: CanaryPerson, attribute: string): readonly string[] {
  switch (attribute) {
    case 'links':
      return person.links;
    case 'originRegency':
    case 'institutionRegion':
      return [person.originRegency];
    case 'mission':
      return [person.mission];
    case 'ppln':
      return [person.ppln];
    case 'subject':
      return [person.subject];
    case 'association':
      return [person.association];
    case 'consent':
      return [String(person.consent)];
    default:
      throw new Error(`The tests do not know the row attribute ${attribute}.`);
  }
}
