// SPDX-License-Identifier: BSL-1.0
double from_a(double at);
double from_b(double at);

int main() { return from_a(2) == 12 && from_b(2) == 12 ? 0 : 1; }
