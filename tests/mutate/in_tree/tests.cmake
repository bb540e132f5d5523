
# What stands here only in a copy of the project with mutants in it: see mutate/run.
set_source_files_properties(support/mutants_listener.cpp PROPERTIES
    SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
add_custom_target(mutated_tests)
foreach(folder IN LISTS folders)
    add_dependencies(mutated_tests test_${folder})
endforeach()
