import { type GraphQLOutputType, isListType, isNonNullType } from 'graphql';
import { type Code, type CodeBook, js, quote } from './code.ts';
import { MAX_DEPTH } from './reading.ts';

/**
 * Writes what becomes of one value that is not null: of `value`, given what was there before, and the object and
 * property that it is put in. It may name `x`, the reading, and `r`, the record.
 */
export type WriteElement = (value: Code, old: Code, owner: Code, index: Code) => Code;

/** Writes the reading of a value with the lists of its type around it. A list that was read before is gone over again. */
export function writeLists(book: CodeBook, type: GraphQLOutputType, element: WriteElement): WriteElement {
  if (isNonNullType(type)) return writeLists(book, type.ofType, element);
  if (!isListType(type)) return element;
  const inner = writeLists(book, type.ofType, element);
  const name = book.name('l');
  book.add(js`function ${name}(w,old,r,x){
if(!Array.isArray(w))return keep(old,x);
const n=w.length,m=Array.isArray(old)&&old.length===n?old:undefined,o=[];
for(let i=0;i<n;i++){const e=w[i],p=m===undefined?undefined:m[i];o.push(e===null?null:${inner(js`e`, js`p`, js`o`, js`i`)})}
return o}
`);
  return (value, old) => js`${name}(${value},${old},r,x)`;
}

/** The same where the type is not known and the value says how deep its lists are. */
export function writeAnyLists(book: CodeBook, element: WriteElement): WriteElement {
  const name = book.name('l');
  book.add(js`function ${name}(w,old,r,x,o,i,d){
if(!Array.isArray(w))return ${element(js`w`, js`old`, js`o`, js`i`)};
if(d>${MAX_DEPTH})return bad(x);
const m=Array.isArray(old)&&old.length===w.length?old:[],c=[];
for(let j=0;j<w.length;j++)c.push(w[j]===null?null:${name}(w[j],m[j],r,x,c,j,d+1));
return c}
`);
  return (value, old, owner, index) => js`${name}(${value},${old},r,x,${owner},${index},0)`;
}

/** Writes the look at a property of an object of a subgraph's; what all objects have by birth is none of its own. */
export function readKey(object: Code, key: string): Code {
  const property = js`${object}[${quote(key)}]`;
  return key in Object.prototype
    ? js`(Object.hasOwn(${object},${quote(key)})?${property}:undefined)`
    : property;
}
