import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

export type SystemUser = { name: string; uid: number; gid: number }

/** PostgreSQL refuses to run as root; then it runs as this user. Undefined: it runs as whoever we are. */
export function databaseUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map(parseUser)
  const named = (name: string) => users.find((user) => user?.name === name)
  return named('postgres') ?? named('nobody') ?? { name: '65534', uid: 65_534, gid: 65_534 }
}

/** Whether a user may pass through every folder down to this one; what does not exist yet is judged by its parent. */
export function canEnter(folder: string, user: SystemUser): boolean {
  const path = resolve(folder)
  const parent = dirname(path)
  if (parent !== path && !canEnter(parent, user)) return false
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return true
  if (stats.uid === user.uid) return (stats.mode & 0o100) !== 0
  if (stats.gid === user.gid) return (stats.mode & 0o010) !== 0
  return (stats.mode & 0o001) !== 0
}

/** The options of a spawn that make the child run as this user. */
export function identity(user: SystemUser | undefined): { uid?: number; gid?: number } {
  return user === undefined ? {} : { uid: user.uid, gid: user.gid }
}

function parseUser(line: string): SystemUser | undefined {
  const [name, , uid, gid] = line.split(':')
  return name && uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined
}
