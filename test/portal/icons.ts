import type { Markup } from './markup.ts'
import { raw } from './markup.ts'

const paths = {
  feed: '<path d="M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4v-5H9v5H5a1 1 0 0 1-1-1z"/>',
  chat: '<path d="M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-8l-4 4v-4H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z"/>',
  tasks: '<path d="m4 7 1.5 1.5L8 6M4 14l1.5 1.5L8 13M11.5 7.5H20M11.5 14.5H20M11.5 19H17"/>',
  crm: '<path d="M4 8h16v11H4zM9 8V5h6v3M4 13h16"/>',
  company:
    '<circle cx="9" cy="8.5" r="3.5"/><path d="M3 20c0-3.6 2.7-6 6-6s6 2.4 6 6M16 5.5a3 3 0 0 1 0 6M18 14.6c1.9.9 3 2.8 3 5.4"/>',
  market:
    '<path d="M5 9v10h14V9M3.5 9 5 4h14l1.5 5c0 1.7-1.3 2.6-2.8 2.6S15 10.7 15 9c0 1.7-1.3 2.6-3 2.6S9 10.7 9 9c0 1.7-1.2 2.6-2.7 2.6S3.5 10.7 3.5 9z"/>',
  application:
    '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="3.5"/><path d="m6 6 3.5 3.5M18 6l-3.5 3.5M6 18l3.5-3.5M18 18l-3.5-3.5"/>',
  bell: '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4"/>',
  tools:
    '<path d="M4 7h9M17 7h3M4 12h3M11 12h9M4 17h9M17 17h3"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="12" r="2"/><circle cx="15" cy="17" r="2"/>',
  menu: '<path d="M4 7h16M4 12h16M4 17h16"/>',
  close: '<path d="m6 6 12 12M18 6 6 18"/>',
  chevron: '<path d="m7 10 5 5 5-5"/>',
} as const

export type IconName = keyof typeof paths

export function icon(name: IconName): Markup {
  return raw(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths[name]}</svg>`)
}
