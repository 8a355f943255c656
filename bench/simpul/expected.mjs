import { MASKED } from './agreements.mjs';

const SHOWN = 4;
const PERSON_ID = /^[A-Za-z0-9_-]{22}$/;

/**
 * What must be answered in place of `data` where masks and pairwise ids are in force.
 *
 * @param translateId the consumer's form of an id
 */
export function expectMaskedAndTranslated(data, translateId) {
  const write = (value, key) => {
    if (Array.isArray(value)) return value.map((each) => write(each, key));
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, write(each, name)]));
    }
    if (key === MASKED.field) return '*'.repeat(value.length - SHOWN) + value.slice(-SHOWN);
    return key === 'id' && PERSON_ID.test(value) ? translateId(value) : value;
  };
  return write(data, '');
}
