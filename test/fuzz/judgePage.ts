import { brokenReply, leaksIn, type Verdict } from './judge.ts'
import type { Reply } from './send.ts'

/** Where hanging up is an answer. */
const mayBeCut = ['a large form', 'broken HTTP', 'a large event', 'a wrong method', 'an odd address']

/** Pages hold nothing of anybody; what is wrong with them is that they fail, hang, or hold something after all. */
export function judgePage(reply: Reply, how: string): Verdict {
  const broken = brokenReply(reply)
  if (broken?.kind === 'cut off' && mayBeCut.includes(how)) return { ending: 'refused', faults: [] }
  if (broken !== null) return { ending: 'fault', faults: [broken] }
  const faults = leaksIn(reply, null)
  const isTaken = reply.status >= 200 && reply.status < 300
  return { ending: isTaken ? 'reached' : 'refused', faults }
}
