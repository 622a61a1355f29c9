const code = document.querySelector('#code')

document.querySelector('#copy').addEventListener('click', async () => {
  const isCopied = await copy(code.textContent)
  document.querySelector('#copied').textContent = isCopied ? 'Скопировано' : 'Выделено: нажмите Ctrl+C'
})

/** Where the clipboard is denied the code is at least selected. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    getSelection().selectAllChildren(code)
    return false
  }
}

/** The application may only be framed by its portal, so the two sides get windows instead of frames. */
document.querySelector('#both').addEventListener('click', () => {
  const width = Math.floor(screen.availWidth / 2)
  for (const [side, left] of [
    ['left', 0],
    ['right', width],
  ]) {
    const { href } = document.querySelector(`[data-side=${side}]`)
    open(href, `opora-${side}`, `popup,left=${left},top=0,width=${width},height=${screen.availHeight}`)
  }
})
