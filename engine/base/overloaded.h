#pragma once
// Several lambdas as one visitor for std::visit.

namespace pendopo {

template <class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

}  // namespace pendopo
