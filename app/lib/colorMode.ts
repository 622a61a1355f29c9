/** The portal does not tell the frame its theme, so the page follows the system's, also when it changes. */
export function followColorMode(): void {
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)')
  const show = (): void => {
    document.documentElement.classList.toggle('dark', prefersDark.matches)
    document.documentElement.classList.toggle('light', !prefersDark.matches)
  }
  prefersDark.addEventListener('change', show)
  show()
}
