import { Menu, type MenuItemConstructorOptions } from 'electron'

/** Only what a system expects: the page has its own keys for everything else. */
export function setMenu(): void {
  const application: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : []
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  const file: MenuItemConstructorOptions = { role: 'fileMenu' }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...application,
      file,
      { role: 'editMenu' },
      { label: 'View', submenu: view },
      { role: 'windowMenu' },
    ]),
  )
}
