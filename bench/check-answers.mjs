import assert from 'node:assert/strict';
import { Client } from 'undici';
import { ask } from './load.mjs';

/**
 * Asks a gateway what it must know how to answer.
 *
 * @param samples `{ body, expected }`: expected is the `data` that must come, or undefined where nothing is known yet
 * @returns for each sample its body, the text of the answer, and the data in it
 */
export async function checkAnswers(gateway, samples) {
  const client = new Client(gateway.origin);
  const checked = [];
  for (const { body, expected } of samples) {
    const { status, text } = await ask(client, gateway.headers, body);
    const { data, errors } = JSON.parse(text);
    assert.equal(status, 200, `${gateway.name}: status`);
    assert.equal(errors, undefined, `${gateway.name}: ${JSON.stringify(errors?.[0])}`);
    assert.ok(data, `${gateway.name}: no data`);
    if (expected !== undefined)
      assert.deepStrictEqual(data, expected, `${gateway.name} answers something else`);
    checked.push({ body, text, data });
  }
  await client.destroy();
  return checked;
}
