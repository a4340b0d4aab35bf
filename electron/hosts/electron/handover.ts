/*
 * How the window gets its port, without either side having to be there first:
 *   1. the preload, which runs before every script of the page, listens for `ready`;
 *   2. the page listens for `port`, then posts `ready` to its own window;
 *   3. the preload asks the main process, which looks at the sender and answers with one end of a new channel;
 *   4. the preload posts `port` to the page, with that end.
 * A page that reloads, or that lost its port, says `ready` again; its former port is then closed.
 */
export const ready = 'phoneme-studio:ready'
export const port = 'phoneme-studio:port'
/** From the preload to the main process, and back. */
export const askChannel = 'phoneme-studio:ask-port'
export const portChannel = 'phoneme-studio:port'
