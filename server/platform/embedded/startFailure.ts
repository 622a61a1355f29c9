/** What keeps the database or the server from starting, as one sentence that says what to do: shown without a stack. */
export function startFailure(sentence: string, cause?: unknown): Error {
  return Object.assign(new Error(sentence, { cause }), { name: 'StartFailure' })
}

export function isStartFailure(error: unknown): error is Error {
  return error instanceof Error && error.name === 'StartFailure'
}

/** Runs a step that touches a folder; what the system refuses becomes a sentence, everything else stays a bug. */
export async function onFolder<T>(folder: string, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw explainSystemError(error, folder)
  }
}

export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

const sentences: Record<string, (folder: string) => string> = {
  EACCES: (folder) => `No permission to use ${folder}: give it to the user that starts Opora, or set OPORA_DATA_DIR.`,
  EPERM: (folder) => `No permission to use ${folder}: give it to the user that starts Opora, or set OPORA_DATA_DIR.`,
  EROFS: (folder) => `${folder} is on a read-only file system: set OPORA_DATA_DIR to a folder that can be written.`,
  ENOSPC: (folder) => `The disk that holds ${folder} is full: free some space and start again.`,
  EDQUOT: (folder) => `The disk quota for ${folder} is used up: free some space and start again.`,
  ENOENT: (folder) => `${folder} cannot be made: set OPORA_DATA_DIR to a folder that can be written.`,
  ENOTDIR: notAFolder,
  EEXIST: notAFolder,
}

export function notAFolder(path: string): string {
  return `${path} is not a folder: move that file away or set OPORA_DATA_DIR.`
}

function explainSystemError(error: unknown, folder: string): unknown {
  const sentence = sentences[systemErrorCode(error) ?? '']
  return sentence === undefined ? error : startFailure(sentence(folder), error)
}
