import type { Asker } from '../identity/identify.ts';
import type { Policy } from '../registry/policy.ts';
import type { Inquiry } from './inquiry.ts';

/** What a request brings besides who asks. */
export type InquiryParts = Pick<
  Inquiry,
  'requestId' | 'onDenied' | 'explain' | 'signal' | 'facts' | 'account'
> & { readonly asker: Asker };

const JAKARTA_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta', dateStyle: 'short' });

/**
 * Opens an inquiry: the view of who asks, for the purpose that they stated, under the policy of this moment.
 *
 * @param now agreements begin and end with the day in Jakarta.
 * @throws Error when the agency does not take part, which identification has ruled out.
 */
export function openInquiry(policy: Policy, parts: InquiryParts, now: Date): Inquiry {
  const { asker, requestId, onDenied, explain, signal, facts, account } = parts;
  const agency = policy.participants.agencies.get(asker.agency);
  if (!agency) throw new Error(`The agency ${asker.agency} was identified and takes no part.`);
  const { unit, officer, purpose } = asker;
  const holder = unit === undefined ? 'agency' : 'unit';
  const today = dayOf(now);
  facts.ground = { policy: policy.version, supergraph: policy.graph.hash };
  return {
    requestId,
    onDenied,
    explain,
    signal,
    asker: {
      agency,
      ...(unit !== undefined && { unit }),
      ...(agency.isSubjectAccess && { subject: officer }),
    },
    officer,
    purpose,
    view: policy.view({ consumer: agency, holder, purpose, today }),
    facts,
    account,
  };
}

let known = { minute: Number.NaN, day: '' };

/** The day in Jakarta, `YYYY-MM-DD`. Kept for its minute, since telling it costs as much as the rest. */
export function dayOf(now: Date): string {
  const minute = Math.floor(now.getTime() / 60_000);
  if (known.minute !== minute) known = { minute, day: JAKARTA_DAY.format(now) };
  return known.day;
}
