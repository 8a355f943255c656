import { PERSON_COUNT, PRODUCT_COUNT, personId } from './graph/data.mjs';

const PEOPLE_OF_A_COMMUNITY = 6;
const ROWS = 1_000;

/**
 * What is asked. `variables(draw)` makes one request's variables, `draw(count)` being a random whole number below
 * `count`; the ids of persons in them are those of the consumer when `translateId` says so.
 */
export const QUERIES = [
  {
    name: 'deep',
    about: 'four subgraphs, entity fetches four levels deep',
    text: `query Deep($people: [ID!]!, $first: Int!, $after: Int!) {
  users(ids: $people) {
    ...Person
    reviews {
      ...Review
      product {
        ...Product
        reviews {
          ...Review
          author {
            ...Person
            reviews { ...Review product { ...Product } }
          }
        }
      }
    }
  }
  topProducts(first: $first, after: $after) {
    ...Product
    reviews {
      ...Review
      author {
        ...Person
        reviews { ...Review product { ...Product } }
      }
    }
  }
}
fragment Person on User { id name username phone }
fragment Review on Review { id body }
fragment Product on Product { upc name price weight inStock shippingEstimate }`,
    variables: (draw, translateId = (id) => id) => {
      const start = draw(PERSON_COUNT / PEOPLE_OF_A_COMMUNITY) * PEOPLE_OF_A_COMMUNITY;
      const first = draw(PEOPLE_OF_A_COMMUNITY);
      const people = [0, 1, 2].map((step) =>
        translateId(personId(start + ((first + step) % PEOPLE_OF_A_COMMUNITY))),
      );
      return { people, first: 6, after: draw(PRODUCT_COUNT - 6) };
    },
  },
  {
    name: 'wide',
    about: `${ROWS.toLocaleString('en')} persons, each joined with another subgraph`,
    text: `query Wide($first: Int!, $after: Int!) {
  people(first: $first, after: $after) { id name username birthday phone reviewCount badge }
}`,
    variables: (draw) => ({ first: ROWS, after: draw(PERSON_COUNT - ROWS) }),
  },
];

/** A generator of random numbers that gives the same ones in each run (mulberry32): `draw(count)` is below `count`. */
export function createDraw(seed) {
  let state = seed;
  return (count) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  };
}
