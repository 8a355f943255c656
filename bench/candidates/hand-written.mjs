import { createServer } from 'node:http';
import { Pool } from 'undici';

/**
 * What a good developer would write for these two queries alone: node:http, undici, JSON, each subgraph asked once for
 * each level and each entity once. Knows the queries by their first line. Environment: SERVICES, PORT.
 */
const pools = new Map(
  process.env.SERVICES.split(',').map((pair) => {
    const [name, url] = pair.split('=');
    return [name, new Pool(new URL(url).origin, { connections: 50, pipelining: 1 })];
  }),
);
const PERSON = 'id name username phone';
const REVIEWS = 'reviews { id body product { upc } }';
const PRODUCT = 'name price weight';
const entities = (type, selection) =>
  `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${selection} } } }`;
const DOCUMENTS = {
  users: `query($ids: [ID!]!) { users(ids: $ids) { ${PERSON} } }`,
  topProducts: `query($first: Int!, $after: Int!) { topProducts(first: $first, after: $after) { upc ${PRODUCT} } }`,
  people: `query($first: Int!, $after: Int!) { people(first: $first, after: $after) { id name username birthday phone } }`,
  person: entities('User', PERSON),
  badge: entities('User', 'reviewCount badge'),
  personReviews: entities('User', REVIEWS),
  product: entities('Product', PRODUCT),
  productReviews: entities('Product', 'reviews { id body author { id } }'),
  stock: entities('Product', 'inStock shippingEstimate'),
};

async function ask(subgraph, query, variables) {
  const { statusCode, body } = await pools.get(subgraph).request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await body.json();
  if (statusCode !== 200 || errors) throw new Error(`${subgraph} failed`);
  return data;
}

/** Each key once -> what the subgraph knows of it. */
async function load(subgraph, query, representations) {
  const byKey = new Map(representations.map((each) => [each.id ?? each.upc, each]));
  if (byKey.size === 0) return byKey;
  const { _entities } = await ask(subgraph, query, { representations: [...byKey.values()] });
  return new Map([...byKey.keys()].map((key, index) => [key, _entities[index]]));
}

const loadPeople = (ids) =>
  load(
    'accounts',
    DOCUMENTS.person,
    ids.map((id) => ({ __typename: 'User', id })),
  );
const loadPersonReviews = (ids) =>
  load(
    'reviews',
    DOCUMENTS.personReviews,
    ids.map((id) => ({ __typename: 'User', id })),
  );
const loadProductReviews = (upcs) =>
  load(
    'reviews',
    DOCUMENTS.productReviews,
    upcs.map((upc) => ({ __typename: 'Product', upc })),
  );
const loadProducts = (upcs) =>
  load(
    'products',
    DOCUMENTS.product,
    upcs.map((upc) => ({ __typename: 'Product', upc })),
  );
const loadStock = (products) =>
  load(
    'inventory',
    DOCUMENTS.stock,
    products.map(({ upc, price, weight }) => ({ __typename: 'Product', upc, price, weight })),
  );

async function answerDeep({ people: ids, first, after }) {
  const [{ users }, { topProducts }] = await Promise.all([
    ask('accounts', DOCUMENTS.users, { ids }),
    ask('products', DOCUMENTS.topProducts, { first, after }),
  ]);
  const topUpcs = topProducts.map(({ upc }) => upc);
  const [firstReviews, topReviews] = await Promise.all([loadPersonReviews(ids), loadProductReviews(topUpcs)]);
  const reviewed = [...firstReviews.values()].flatMap(({ reviews }) =>
    reviews.map(({ product }) => product.upc),
  );
  const secondReviews = await loadProductReviews(reviewed);
  const reviewsOfProducts = new Map([...topReviews, ...secondReviews]);
  const authorIds = [...reviewsOfProducts.values()].flatMap(({ reviews }) =>
    reviews.map(({ author }) => author.id),
  );
  const [authors, lastReviews] = await Promise.all([loadPeople(authorIds), loadPersonReviews(authorIds)]);
  const leaves = [...lastReviews.values()].flatMap(({ reviews }) =>
    reviews.map(({ product }) => product.upc),
  );
  const products = await loadProducts([...new Set([...reviewed, ...leaves])]);
  const priced = new Map(topProducts.map((product) => [product.upc, product]));
  for (const [upc, product] of products) priced.set(upc, { upc, ...product });
  const stock = await loadStock([...priced.values()]);

  const toProduct = (upc) => {
    const { name, price, weight } = priced.get(upc);
    const { inStock, shippingEstimate } = stock.get(upc);
    return { upc, name, price, weight, inStock, shippingEstimate };
  };
  const toReviewsByAuthor = (reviews) =>
    reviews.map(({ id, body, product }) => ({ id, body, product: toProduct(product.upc) }));
  const toReviewsOfProduct = (upc) =>
    reviewsOfProducts.get(upc).reviews.map(({ id, body, author }) => {
      const { name, username, phone } = authors.get(author.id);
      const reviews = toReviewsByAuthor(lastReviews.get(author.id).reviews);
      return { id, body, author: { id: author.id, name, username, phone, reviews } };
    });
  return {
    users: users.map((user) => ({
      ...user,
      reviews: firstReviews.get(user.id).reviews.map(({ id, body, product: { upc } }) => ({
        id,
        body,
        product: { ...toProduct(upc), reviews: toReviewsOfProduct(upc) },
      })),
    })),
    topProducts: topUpcs.map((upc) => ({ ...toProduct(upc), reviews: toReviewsOfProduct(upc) })),
  };
}

async function answerWide({ first, after }) {
  const { people } = await ask('accounts', DOCUMENTS.people, { first, after });
  const representations = people.map(({ id }) => ({ __typename: 'User', id }));
  const { _entities } = await ask('reviews', DOCUMENTS.badge, { representations });
  people.forEach((person, index) => {
    const { reviewCount, badge } = _entities[index];
    person.reviewCount = reviewCount;
    person.badge = badge;
  });
  return { people };
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
    const data = await (query.startsWith('query Deep') ? answerDeep(variables) : answerWide(variables));
    const body = Buffer.from(JSON.stringify({ data }));
    response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
      .end(body);
  });
});
server.keepAliveTimeout = 120_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
