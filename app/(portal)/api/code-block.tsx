/** Shows a program or a listing unchanged; it scrolls within itself. */
export function CodeBlock({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    // people must be able to reach a scrolling region by keyboard
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
      tabIndex={0}
      aria-label={label}
      className="max-h-[34rem] overflow-auto rounded-control border border-line bg-sunken p-3.5"
    >
      <pre className="w-max text-[13px] leading-5">
        <code>{children}</code>
      </pre>
    </section>
  );
}
