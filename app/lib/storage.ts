/**
 * What must survive a reload of the page. A frame's storage is partitioned by the portal and may be denied altogether;
 * then memory stands in, and only a reload loses what was not sent yet.
 */
export interface Shelf {
  keys(): string[]
  read(key: string): string | null
  write(key: string, value: string): void
  remove(key: string): void
}

export function openShelf(prefix: string): Shelf {
  const memory = new Map<string, string>()
  const disk = usableStorage()
  return {
    keys() {
      const onDisk = disk === null ? [] : Object.keys(disk).filter((key) => key.startsWith(prefix))
      return [...new Set([...onDisk.map((key) => key.slice(prefix.length)), ...memory.keys()])]
    },
    read: (key) => memory.get(key) ?? disk?.getItem(prefix + key) ?? null,
    write(key, value) {
      try {
        if (disk === null) throw new Error('denied')
        disk.setItem(prefix + key, value)
        memory.delete(key)
      } catch {
        // Denied or full: the page goes on with what it has.
        memory.set(key, value)
      }
    },
    remove(key) {
      memory.delete(key)
      disk?.removeItem(prefix + key)
    },
  }
}

function usableStorage(): Storage | null {
  try {
    const probe = 'opora:probe'
    window.localStorage.setItem(probe, probe)
    window.localStorage.removeItem(probe)
    return window.localStorage
  } catch {
    return null
  }
}
