import { createHash } from 'node:crypto';

/**
 * The classic demo data (six people, nine products, eleven reviews), once for each of many communities, so that every
 * request can ask for other rows while each answer has the shape and the repetitions of the classic one.
 */

const COMMUNITIES = 500;
const PEOPLE = ['Ayu', 'Budi', 'Citra', 'Dewi', 'Eko', 'Fitri'];
const FAMILY_NAMES = ['Hartono', 'Kusuma', 'Lestari', 'Nugroho', 'Pratama', 'Santoso', 'Wijaya'];
const BADGES = ['newcomer', 'regular', 'trusted'];
/** Name, price and weight. */
const PRODUCTS = [
  ['Table', 899, 100],
  ['Couch', 1299, 1000],
  ['Glass', 15, 20],
  ['Chair', 499, 100],
  ['Lamp', 120, 15],
  ['Grill', 3999, 2000],
  ['Fridge', 100000, 6000],
  ['Sofa', 9999, 800],
  ['Shelf', 259, 60],
];
/** Who wrote about what: positions in the two lists above. */
const REVIEWS = [
  [0, 0, 'Love it!'],
  [0, 1, 'Too expensive.'],
  [1, 2, 'Could be better.'],
  [1, 0, 'Prefer something else.'],
  [2, 3, 'As described, and quick to come.'],
  [2, 4, 'It flickers in the evening.'],
  [3, 5, 'A summer without it is none.'],
  [3, 6, 'Keeps the vegetables fresh.'],
  [4, 7, 'The whole family sleeps on it.'],
  [4, 8, 'Holds more books than it should.'],
  [5, 0, 'Wobbles.'],
];

export const PERSON_COUNT = COMMUNITIES * PEOPLE.length;
export const PRODUCT_COUNT = COMMUNITIES * PRODUCTS.length;

/** 128 bits as 22 characters, the form of every id of a person or record: the same in each run. */
function idOf(kind, number) {
  return createHash('sha256').update(`${kind} ${number}`).digest().subarray(0, 16).toString('base64url');
}

/** The id of a person, by their number in the order of `Query.people`. */
export function personId(number) {
  return idOf('person', number);
}

/**
 * The rows of all four subgraphs.
 *
 * @param {(ids: readonly string[], subgraph: string) => readonly string[]} translateIds turns ids of persons and reviews
 *   into those that a subgraph stores
 */
export function createData(translateIds = (ids) => ids) {
  const numbers = (count) => Array.from({ length: count }, (_, number) => number);
  const personIds = numbers(PERSON_COUNT).map(personId);
  const idsInAccounts = translateIds(personIds, 'accounts');
  const idsInReviews = translateIds(personIds, 'reviews');
  const reviewIds = translateIds(
    numbers(COMMUNITIES * REVIEWS.length).map((number) => idOf('review', number)),
    'reviews',
  );

  const people = idsInAccounts.map((id, number) => {
    const given = PEOPLE[number % PEOPLE.length];
    const family = FAMILY_NAMES[Math.floor(number / PEOPLE.length) % FAMILY_NAMES.length];
    return {
      __typename: 'User',
      id,
      name: `${given} ${family}`,
      username: `${given.toLowerCase()}${number}`,
      birthday: `19${60 + (number % 40)}-${String(1 + (number % 12)).padStart(2, '0')}-15`,
      phone: `+62 812 ${String(10_000_000 + number * 7919).slice(-8)}`,
    };
  });
  const products = numbers(PRODUCT_COUNT).map((number) => {
    const [name, price, weight] = PRODUCTS[number % PRODUCTS.length];
    return {
      __typename: 'Product',
      upc: String(100_000 + number),
      name: `${name} ${Math.floor(number / PRODUCTS.length)}`,
      price: price + (number % 7),
      weight,
    };
  });

  const reviewers = idsInReviews.map((id) => ({ __typename: 'User', id, reviews: [] }));
  const reviewed = products.map(({ upc }) => ({ __typename: 'Product', upc, reviews: [] }));
  reviewIds.forEach((id, number) => {
    const community = Math.floor(number / REVIEWS.length);
    const [person, product, body] = REVIEWS[number % REVIEWS.length];
    const author = reviewers[community * PEOPLE.length + person];
    const about = reviewed[community * PRODUCTS.length + product];
    const review = { __typename: 'Review', id, body, author, product: about };
    author.reviews.push(review);
    about.reviews.push(review);
  });
  reviewers.forEach((reviewer, number) => {
    reviewer.reviewCount = reviewer.reviews.length;
    reviewer.badge = BADGES[number % BADGES.length];
  });

  const stock = new Map(products.map(({ upc }, number) => [upc, number % 3 !== 0]));
  const byKey = (rows, key) => new Map(rows.map((row) => [row[key], row]));
  const [accountsById, productsByUpc] = [byKey(people, 'id'), byKey(products, 'upc')];
  const [reviewersById, reviewedByUpc] = [byKey(reviewers, 'id'), byKey(reviewed, 'upc')];
  const reviewsById = new Map(
    reviewers.flatMap(({ reviews }) => reviews.map((review) => [review.id, review])),
  );
  const stored = new Map();
  return {
    accounts: {
      users: ({ ids }) => ids.map((id) => accountsById.get(id) ?? null),
      people: ({ first, after }) => people.slice(after, after + first),
      entities: { User: ({ id }) => accountsById.get(id) },
    },
    products: {
      topProducts: ({ first, after }) => products.slice(after, after + first),
      entities: { Product: ({ upc }) => productsByUpc.get(upc) },
    },
    reviews: {
      entities: {
        User: ({ id }) => reviewersById.get(id),
        Product: ({ upc }) => reviewedByUpc.get(upc),
        Review: ({ id }) => reviewsById.get(id),
      },
    },
    inventory: {
      entities: {
        // Kept by all that it depends on, so that equal representations give the same object.
        Product: ({ upc, price, weight }) => {
          if (!stock.has(upc)) return undefined;
          const name = `${upc} ${price} ${weight}`;
          const known = stored.get(name);
          if (known) return known;
          const shippingEstimate = price > 1000 ? 0 : Math.round(weight / 2);
          const row = {
            __typename: 'Product',
            upc,
            price,
            weight,
            inStock: stock.get(upc),
            shippingEstimate,
          };
          stored.set(name, row);
          return row;
        },
      },
    },
  };
}
