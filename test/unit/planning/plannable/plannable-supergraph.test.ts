import { composeServices } from '@apollo/composition';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { type FetchNode, type PlanNode, type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createPlannableSupergraph } from '../../../../gateway/planning/plannable/plannable-supergraph.ts';
import { restorePlan } from '../../../../gateway/planning/plannable/restore-plan.ts';

/** Plans of Apollo's planner over the graph that it is given, rid again of what that graph has of its own. */

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requires", "@external", "@shareable"])';

function compose(subgraphs: Readonly<Record<string, string>>): string {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://${name}.example`,
    typeDefs: parse(LINK + sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.join('\n'));
  return supergraphSdl;
}

function plannerOf(supergraphSdl: string): (query: string) => QueryPlan {
  const plannable = createPlannableSupergraph(supergraphSdl);
  const supergraph = Supergraph.build(plannable.supergraphSdl);
  const planner = new QueryPlanner(supergraph);
  const apiSchema = Supergraph.build(supergraphSdl).apiSchema();
  return (query) => {
    // Whatever a client may ask is valid without variants too.
    operationFromDocument(apiSchema, parse(query));
    const operation = operationFromDocument(supergraph.apiSchema(), parse(query));
    return restorePlan(planner.buildQueryPlan(operation), plannable);
  };
}

function fetchesOf(node: PlanNode | undefined): readonly FetchNode[] {
  if (node?.kind === 'Fetch') return [node];
  if (node?.kind === 'Flatten') return fetchesOf(node.node);
  return node?.kind === 'Sequence' || node?.kind === 'Parallel' ? node.nodes.flatMap(fetchesOf) : [];
}

/** `subgraph text`, and in front of it what it is sent, as `key` or `key<-slot`. */
function describeFetches({ node }: QueryPlan): readonly string[] {
  if (node?.kind === 'Subscription') return [];
  return fetchesOf(node).map(({ serviceName, requires, operation }) => {
    const [, text = ''] = /^(?:[^{]*)\{(.*)\}$/s.exec(operation) ?? [];
    return `${serviceName}: ${requires ? `${describeSent(requires)} => ` : ''}${text}`;
  });
}

function describeSent(selections: NonNullable<FetchNode['requires']>): string {
  return selections
    .map((each) => {
      const inner = each.selections ? `{${describeSent(each.selections)}}` : '';
      return each.kind === 'Field'
        ? `${each.name}${each.alias ? `<-${each.alias}` : ''}${inner}`
        : `${each.typeCondition}${inner}`;
    })
    .join(' ');
}

const PARCELS = compose({
  depots: `
    type Query { parcels: [Parcel] }
    enum Zone { HOME AWAY }
    type Parcel @key(fields: "id") {
      id: ID!
      weight: Int
      duty(zone: Zone!): Int
      duty__r0: String
      stays(last: Int = 9): [Stay]
      depot: Depot
    }
    type Depot { fee(days: Int!, zone: Zone): Int }
    type Stay @key(fields: "id") { id: ID! }`,
  quotes: `
    enum Zone { HOME AWAY }
    type Parcel @key(fields: "id") {
      id: ID!
      weight: Int @external
      duty(zone: Zone!): Int @external
      stays(last: Int = 9): [Stay] @external
      depot: Depot @external
      quoteAtHome: Int @requires(fields: "duty(zone: HOME) weight")
      quoteAway(note: String): Int @requires(fields: "duty(zone: AWAY)")
      storage: Int @requires(fields: "depot { fee(zone: HOME, days: 3) }")
      longStorage: Int @requires(fields: "depot { fee(days: 30, zone: HOME) }")
      stayed: Int @requires(fields: "stays { days }")
      handled: Boolean
    }
    type Depot @external { fee(days: Int!, zone: Zone): Int }
    type Stay @key(fields: "id") { id: ID! days: Int @external }`,
  stays: 'type Stay @key(fields: "id") { id: ID! days: Int }',
});
const planParcels = plannerOf(PARCELS);

describe('what a field requires with arguments', () => {
  it('is fetched beside what the client asks of the same field, and sent in its place', () => {
    expect(describeFetches(planParcels('{ parcels { duty(zone: AWAY) quoteAtHome } }'))).toEqual([
      'depots: parcels{__typename id duty(zone:AWAY)duty__r1:duty(zone:HOME)weight}',
      'quotes: Parcel{__typename id duty<-duty__r1 weight} => _entities(representations:$representations){...on Parcel{quoteAtHome}}',
    ]);
  });

  it('is its own also where it gives none of the arguments that there are, and where the client has a condition', () => {
    const fetches = describeFetches(
      planParcels(
        'query ($isShort: Boolean!) { parcels { stayed stays(last: 1) @include(if: $isShort) { id } } }',
      ),
    );
    expect(fetches[0]).toContain('stays__r4:stays{__typename id}');
    expect(fetches[0]).toContain('stays(last:1)@include(if:$isShort){id}');
    expect(fetches.at(-1)).toContain('stays<-stays__r4{days}');
  });

  it('is followed under its own name', () => {
    const plan = planParcels('{ parcels { stayed } }');
    expect(JSON.stringify(plan)).toContain('["parcels","@","stays__r4","@"]');
  });

  it('can stand below another field', () => {
    expect(describeFetches(planParcels('{ parcels { depot { fee(days: 1) } storage } }'))).toEqual([
      'depots: parcels{__typename id depot{fee(days:1)fee__r2:fee(days:3 zone:HOME)}}',
      'quotes: Parcel{__typename id depot{fee<-fee__r2}} => _entities(representations:$representations){...on Parcel{storage}}',
    ]);
  });

  it('renames what is sent for an executor that knows keys by their names alone', () => {
    const [, quotes] = fetchesOf(planParcels('{ parcels { storage } }').node as PlanNode);
    expect(quotes?.inputRewrites).toEqual([
      { kind: 'KeyRenamer', path: ['... on Parcel', 'depot', 'fee__r2'], renameKeyTo: 'fee' },
    ]);
  });
});

describe('a fetch whose fields require one field with different arguments', () => {
  it('becomes several, each with what its own fields require', () => {
    const plan = planParcels('{ parcels { quoteAtHome quoteAway(note: "x") handled } }');
    expect(describeFetches(plan)).toEqual([
      'depots: parcels{__typename id duty__r2:duty(zone:AWAY)duty__r1:duty(zone:HOME)weight}',
      'quotes: Parcel{__typename id duty<-duty__r1 weight} => _entities(representations:$representations){...on Parcel{quoteAtHome handled}}',
      'quotes: Parcel{__typename id duty<-duty__r2 weight} => _entities(representations:$representations){...on Parcel{quoteAway(note:"x")}}',
    ]);
  });

  it('goes on at once with the others, at the same place', () => {
    const { node } = planParcels('{ parcels { quoteAtHome quoteAway } }');
    const last = node?.kind === 'Sequence' ? node.nodes.at(-1) : undefined;
    expect(last).toMatchObject({
      kind: 'Parallel',
      nodes: [
        { kind: 'Flatten', path: ['parcels', '@'] },
        { kind: 'Flatten', path: ['parcels', '@'] },
      ],
    });
  });

  it('declares in each the variables that it uses', () => {
    const plan = planParcels('query ($in: String) { parcels { quoteAtHome quoteAway(note: $in) } }');
    const [, home, away] = fetchesOf(plan.node as PlanNode);
    expect([home?.variableUsages, away?.variableUsages]).toEqual([[], ['in']]);
    expect(home?.operation).not.toContain('$in');
    expect(away?.operation).toContain('$in:String');
  });

  it('is split below a field of what is sent, too', () => {
    const sent = describeFetches(planParcels('{ parcels { storage longStorage } }')).slice(1);
    expect(sent.map((each) => each.split(' => ')[0])).toEqual([
      'quotes: Parcel{__typename id depot{fee<-fee__r2}}',
      'quotes: Parcel{__typename id depot{fee<-fee__r3}}',
    ]);
  });

  it('stays one where they agree', () => {
    expect(describeFetches(planParcels('{ parcels { quoteAtHome storage } }'))).toHaveLength(2);
  });
});

describe('a plan without any of this', () => {
  it('is left as it is', () => {
    const plan: QueryPlan = planParcels('{ parcels { handled weight } }');
    const supergraph = Supergraph.build(PARCELS);
    const operation = operationFromDocument(supergraph.apiSchema(), parse('{ parcels { handled weight } }'));
    expect(describeFetches(plan)).toEqual(
      describeFetches(new QueryPlanner(supergraph).buildQueryPlan(operation)),
    );
  });
});

describe('a plan that comes back to a subgraph', () => {
  it('sends a key that the subgraph resolves', () => {
    const plan = plannerOf(
      compose({
        rolls: `
          type Query { rolls: [Roll] }
          type Roll @key(fields: "shelf { row }", resolvable: false) @key(fields: "number shelf { bay }") {
            number: ID!
            shelf: Shelf!
            title: String @external
            label: String @requires(fields: "title")
          }
          type Shelf @shareable { row: Int bay: Int }`,
        titles: `
          type Roll @key(fields: "number") { number: ID! title: String }`,
      }),
    );
    expect(describeFetches(plan('{ rolls { label } }')).at(-1)).toContain(
      'rolls: Roll{__typename title number shelf{bay}} => ',
    );
  });
});
