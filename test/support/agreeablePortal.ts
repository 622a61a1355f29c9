import { json, listen, readParameters, type Listener } from '#test/portal/http.ts'

/** A portal that takes everybody who asks for an admin, the one whose number is their token, else the first: behind portals that are only rows. */
export function startAgreeablePortal(): Promise<Listener> {
  return listen('127.0.0.1', 0, async (request) => {
    const { auth } = await readParameters(request)
    const number = typeof auth === 'string' && /^\d+$/.test(auth) ? auth : '1'
    const profile = { ID: number, ADMIN: true, NAME: 'Анна', LAST_NAME: '', PERSONAL_PHOTO: '' }
    return json(200, { result: profile, time: { operating: 0 } })
  })
}
