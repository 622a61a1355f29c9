import type { HolidayProposal } from '#contract/announcements/holidays.types.ts'
import type { AnnouncementKind, Audience } from '#contract/announcements/types.ts'
import { localMinute } from '#app/lib/calendarDay.ts'
import { noTexts, untilOf } from './saidDraft.ts'
import type { SaidDraft, UntilDraft } from './saidDraft.ts'

/** What a new announcement is filled in with. */
export interface PublishDraft extends UntilDraft {
  kind: AnnouncementKind
  said: SaidDraft
  from: string
  reach: 'all' | 'some'
  audience: Audience
}

export const nobodyInParticular: Audience = { levels: [], editions: [], memberIds: [], plans: [], versions: [] }

/** Whether it is for some clients, not for all. */
export function isNarrow(audience: Audience): boolean {
  return Object.values(audience).some((part) => part.length > 0)
}

export function blankDraft(): PublishDraft {
  return {
    kind: 'maintenance',
    said: { severity: 'warning', title: noTexts, body: noTexts },
    ...untilOf(null),
    from: localMinute(new Date()),
    reach: 'all',
    audience: nobodyInParticular,
  }
}

/** D3: as the calendar proposes it; everything may be changed before it is published. */
export function holidayDraft({ holiday, startsAt, endsAt, title, body }: HolidayProposal): PublishDraft {
  return {
    kind: 'hours',
    said: { severity: 'info', title, body },
    ...untilOf(endsAt),
    from: localMinute(new Date(startsAt)),
    reach: holiday.levels.length === 0 ? 'all' : 'some',
    audience: audienceOf(holiday),
  }
}

export function audienceOf({ levels }: HolidayProposal['holiday']): Audience {
  return { ...nobodyInParticular, levels }
}
