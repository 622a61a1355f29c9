import { unknownRoom } from '#app/tickets/files/fileLimits.ts'
import { useUploadStore } from '#app/tickets/files/uploadStore.ts'
import type { Upload } from '#app/tickets/files/uploads.ts'
import { ids, meOf } from '../../factories.ts'
import { FakeUploads, settleUploads } from '../../fakeUploads.ts'
import { server, signIn } from '../../harness.ts'
import { examined } from './fileFactories.ts'

/** Somebody with a session, and a server that takes every file. */
export async function prepareUploads(): Promise<FakeUploads> {
  const uploads = new FakeUploads()
  server.on('finishUpload', ({ fileId }) => examined({ fileId })).on('dropUpload', () => ({}))
  await signIn(meOf())
  return uploads
}

export const here = { ticketId: ids.ticket, isOfNew: false }
export const states = () => useUploadStore().uploads.map(({ name, state }) => `${name}: ${state}`)

export async function add(...files: File[]): Promise<number> {
  const leftOut = await useUploadStore().add(here, files, unknownRoom)
  await settleUploads()
  return leftOut
}

export function only(): Upload {
  const [upload, ...others] = useUploadStore().uploads
  if (upload === undefined || others.length > 0) throw new Error(`${others.length} others`)
  return upload
}
