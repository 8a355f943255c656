import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLNamedType,
  GraphQLString,
  isEnumType,
} from 'graphql';
import { type Code, js } from './code.ts';

/**
 * Writes the check of a value that is not null: the value, or null and a note that the answer is bad. What is no
 * value of a built-in scalar or an enum is not handed on, neither to the client nor to another subgraph. Custom
 * scalars are whatever their owner says, as long as they can be written again.
 *
 * @param type undefined where clients do not know it.
 */
export function writeLeaf(value: Code, type: GraphQLNamedType | undefined): Code {
  switch (type) {
    case GraphQLString:
      return js`typeof ${value}==="string"?${value}:bad(x)`;
    case GraphQLID:
      return js`typeof ${value}==="string"?${value}:Number.isSafeInteger(${value})?""+${value}:bad(x)`;
    case GraphQLInt:
      return js`${value}===(${value}|0)?${value}:bad(x)`;
    case GraphQLFloat:
      return js`typeof ${value}==="number"?${value}:bad(x)`;
    case GraphQLBoolean:
      return js`typeof ${value}==="boolean"?${value}:bad(x)`;
    default:
      return isEnumType(type)
        ? js`typeof ${value}==="string"?${value}:bad(x)`
        : js`typeof ${value}==="object"?shallow(${value},x):${value}`;
  }
}
