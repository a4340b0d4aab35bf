/** Of a list that a test knows to be filled. */
export function firstOf<T>(list: readonly T[]): T {
  const [item] = list
  if (item === undefined) throw new Error('the list of this test is empty')
  return item
}
