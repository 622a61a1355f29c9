import type { Announcement, DeskAnnouncement } from '#contract/announcements/types.ts'
import { uuid } from '../deskFactories.ts'

let made = 0
const said = (text: string) => ({ ru: text, uk: '', en: '' })

export function anAnnouncement(changes: Partial<Announcement> = {}): Announcement {
  made += 1
  return {
    announcementId: uuid(8000 + made),
    kind: 'maintenance',
    from: '2026-11-22T08:00:00.000Z',
    until: null,
    endedAt: null,
    closed: null,
    updates: [anUpdate()],
    ...changes,
  }
}

export function anUpdate(
  changes: Partial<Announcement['updates'][number]> & { text?: string } = {},
): Announcement['updates'][number] {
  const { text = 'Работы на сервере', ...others } = changes
  return {
    number: 1,
    at: '2026-11-22T07:00:00.000Z',
    severity: 'warning',
    title: said(text),
    body: said('Портал может отвечать **медленно**'),
    ...others,
  }
}

export function aDeskAnnouncement(changes: Partial<DeskAnnouncement> = {}): DeskAnnouncement {
  const { closed: _closed, ...view } = anAnnouncement()
  return {
    ...view,
    audience: { levels: [], editions: [], memberIds: [] },
    publishedBy: 'Игорь Белов',
    publishedAt: '2026-11-22T07:00:00.000Z',
    ...changes,
  }
}
