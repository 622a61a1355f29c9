import { json, listen, type Listener } from '#test/portal/http.ts'

/** A portal that takes everybody who asks for its first admin: behind portals that are only rows. */
export function startAgreeablePortal(): Promise<Listener> {
  const profile = { ID: '1', ADMIN: true, NAME: 'Анна', LAST_NAME: '', PERSONAL_PHOTO: '' }
  return listen('127.0.0.1', 0, async () => json(200, { result: profile, time: { operating: 0 } }))
}
