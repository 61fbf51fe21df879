export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="var(--accent)"
      strokeWidth="2.2"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M12 3 3 8l9 5 9-5z" />
      <path d="m3 12.5 9 5 9-5" opacity=".75" />
      <path d="m3 17 9 5 9-5" opacity=".45" />
    </svg>
  );
}
