const fresh = document.querySelector('[data-fresh]')
let known = null

/** What has come meanwhile stands there without a reload; what is being written stays as it is. */
async function refresh() {
  try {
    const response = await fetch(fresh.dataset.fresh)
    const text = await response.text()
    if (response.ok && known !== null && text !== known) fresh.innerHTML = text
    if (response.ok) known = text
  } catch {
    // The demo was stopped, or is starting anew: the next look says.
  }
  setTimeout(refresh, 1500)
}
void refresh()

/** Enter sends in a chat, as it does in a messenger. */
document.querySelector('.line textarea')?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  event.target.form.requestSubmit()
})
