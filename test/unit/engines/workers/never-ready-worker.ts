/** An engine that hangs while it starts. */
for (;;);
