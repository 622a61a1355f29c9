import type { MessageFile } from '#contract/tickets/files.types.ts'

/** A file as the server has read it; a test says only what matters to it. */
export function examined(changes: Partial<MessageFile> = {}): MessageFile {
  return {
    fileId: '01990000-0000-7000-8000-0000000000f1',
    name: 'server.log',
    bytes: 2048,
    kind: 'text',
    type: 'text/plain',
    width: null,
    height: null,
    hasThumbnail: false,
    isInline: false,
    isGone: false,
    ...changes,
  }
}

export const aPicture = (changes: Partial<MessageFile> = {}): MessageFile =>
  examined({
    name: 'screen.png',
    kind: 'picture',
    type: 'image/png',
    width: 800,
    height: 600,
    hasThumbnail: true,
    isInline: true,
    ...changes,
  })
