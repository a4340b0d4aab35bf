interface Stream<Y, R> {
  next(): Promise<IteratorResult<Y, R>>
}

/** What a stream of progress comes to; `onStep` sees each step. */
export async function endOf<Y, R>(stream: Stream<Y, R>, onStep: (step: Y) => void = () => {}): Promise<R> {
  for (;;) {
    const step = await stream.next()
    if (step.done === true) return step.value
    onStep(step.value)
  }
}
