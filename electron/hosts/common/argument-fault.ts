/** What `parseArgs` found wrong, as one sentence: Node goes on at length about values that begin with "-". */
export function argumentFault(error: unknown): string {
  const [sentence = ''] = (error as Error).message.split(/\.?\n|\. |\.$/, 1)
  return `${sentence}.`
}
