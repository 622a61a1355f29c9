import { DAY } from '#server/calendar/seconds.ts'
import { reaction, type Reaction } from '#server/platform/journal/reaction.ts'
import { bringNearer, insertWatch } from './rotaWatch.sql.ts'

/** What is promised, and who is there, may be another from here on. */
const occasions = [
  'desk.staffSet',
  'desk.staffArranged',
  'desk.awaySet',
  'desk.dutyAdded',
  'desk.dutyRemoved',
  'desk.dutyAwayAdded',
  'desk.dutyAwayRemoved',
  'desk.dutyRotaSet',
  'regulation.published',
  'regulation.withdrawn',
  'calendar.adopted',
] as const

/** E10: where a rota may have become empty it is looked through at once; a new desk has a day to fill its own. */
export function rotaReaction(): Reaction {
  return reaction({
    name: 'rotas',
    on: ['desk.opened', ...occasions],
    async react(unit, entries) {
      for (const { type, deskId, at } of entries) {
        if (type === 'desk.opened' && deskId !== null) await insertWatch(unit, deskId, new Date(at.getTime() + DAY))
      }
      await bringNearer(unit, [...new Set(entries.flatMap(({ deskId }) => deskId ?? []))])
    },
  })
}
